package dev.tuner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.benchmarks.Benchmarks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/**
 * Every benchmark starts from its jar, with the class path that {@code benchmarks/run} gives it.
 */
class BenchmarksStartTest {

  private static final Path HOME = Path.of("..", "benchmarks");

  static Stream<String> names() {
    return Stream.of(Benchmarks.class.getAnnotation(Command.class).subcommands())
        .map(benchmark -> benchmark.getAnnotation(Command.class).name());
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhatItTakes(String name) throws Exception {
    assertThat(run(0, name, "--help")).contains("Usage: benchmarks/run " + name);
  }

  @Test
  void aCaseThatIsNoneIsRefusedByName() throws Exception {
    assertThat(run(2, "control-plane", "--only", "scale,rays")).contains("rays");
    assertThat(run(2, "faults", "--kills", "-1")).contains("--kills");
  }

  private static String run(int status, String name, String... options)
      throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = "%s/target/benchmarks.jar:%<s/target/lib/*".formatted(HOME);
    if (name.equals("training")) {
      classPath += ":../trial-runner/target/trial-runner.jar";
    }
    var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classPath));
    command.addAll(List.of("dev.tuner.benchmarks.Benchmarks", name));
    command.addAll(List.of(options));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(status);
    return said;
  }
}
