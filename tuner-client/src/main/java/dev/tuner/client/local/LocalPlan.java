package dev.tuner.client.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What to run on this machine.
 *
 * @param home the directory that holds the built modules; data and logs go to {@code .tuner} in it
 * @param port where the service listens, on this machine only
 * @param workers how many trial-runners, at least 0
 * @param cpus how many CPUs each of them offers, at least 1
 */
public record LocalPlan(Path home, int port, int workers, int cpus) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one is out of range
   */
  public LocalPlan {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("--port must be 1..65535 but was " + port);
    }
    if (workers < 0 || workers > 1000) {
      throw new IllegalArgumentException("--workers must be 0..1000 but was " + workers);
    }
    if (cpus < 1) {
      throw new IllegalArgumentException("--cpus must be at least 1 but was " + cpus);
    }
  }

  /** Where the service answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The directory of data and logs. */
  public Path dataDirectory() {
    return home.resolve(".tuner");
  }

  /** The directory of logs. */
  public Path logs() {
    return dataDirectory().resolve("logs");
  }

  Launch service() {
    var jar = built("tuner-api/target/tuner-api.jar");
    return new Launch(
        "service",
        List.of(
            java(),
            "-jar",
            jar.toString(),
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--tuner.data-dir=" + dataDirectory()),
        logs().resolve("service.log"));
  }

  List<Launch> runners(URI service) {
    return IntStream.rangeClosed(1, workers).mapToObj(at -> runner(service, at)).toList();
  }

  private Launch runner(URI service, int at) {
    var jar = built("trial-runner/target/trial-runner.jar");
    var name = at == 1 ? "local" : "local-" + at;
    return new Launch(
        "worker " + name,
        List.of(
            java(),
            "-cp",
            jar + ":" + jar.resolveSibling("lib") + "/*",
            "dev.tuner.runner.TrialRunner",
            "--server",
            service.toString(),
            "--name",
            name,
            "--cpus",
            String.valueOf(cpus)),
        logs().resolve("worker-" + name + ".log"));
  }

  private Path built(String jar) {
    var path = home.resolve(jar);
    if (!Files.exists(path)) {
      throw new LocalStackException(
          "%s is not built; start through the tuner script, which builds it".formatted(path));
    }
    return path;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
