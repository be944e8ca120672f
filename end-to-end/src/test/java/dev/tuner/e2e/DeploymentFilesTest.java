package dev.tuner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * What docker-compose.yml and the Dockerfile refer to exists: as much as can be known without a
 * Docker engine.
 */
class DeploymentFilesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern COPIED = Pattern.compile("COPY --from=build /src/(\\S+) ");

  @Test
  void everyServiceIsBuiltFromAStageOfTheDockerfile() throws IOException {
    var dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

    var built =
        services().values().stream()
            .filter(service -> map(service).containsKey("build"))
            .map(service -> map(map(service).get("build")).get("target"))
            .toList();

    assertThat(built).hasSize(3);
    assertThat(built).allSatisfy(stage -> assertThat(dockerfile).contains(" AS " + stage));
  }

  @Test
  void theImagesAreMadeOfWhatTheBuildMakes() throws IOException {
    var copied = COPIED.matcher(Files.readString(ROOT.resolve("Dockerfile"))).results().toList();

    assertThat(copied).isNotEmpty();
    assertThat(copied).allSatisfy(path -> assertThat(ROOT.resolve(path.group(1))).exists());
  }

  @Test
  void everyServiceWaitsForOneThatExistsAndTellsWhetherItIsHealthy() throws IOException {
    var services = services();
    for (var service : services.values()) {
      for (var needed : map(map(service).getOrDefault("depends_on", Map.of())).keySet()) {
        assertThat(services).containsKey(needed);
        assertThat(map(services.get(needed))).containsKey("healthcheck");
      }
    }
  }

  @Test
  void nothingIsReachableFromOtherMachines() throws IOException {
    for (var service : services().values()) {
      var ports = (Iterable<?>) map(service).getOrDefault("ports", List.of());
      assertThat(ports).allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
    }
  }

  private static Map<String, Object> services() throws IOException {
    Map<String, Object> compose =
        new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
    return map(compose.get("services"));
  }

  @SuppressWarnings("unchecked") // objects of a YAML file have texts as keys
  private static Map<String, Object> map(Object yaml) {
    return (Map<String, Object>) yaml;
  }
}
