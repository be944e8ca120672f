package dev.tuner.client.cli;

import dev.tuner.client.RetryPolicy;
import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerOptions;
import dev.tuner.client.local.RunningStack;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which service a command talks to. */
final class ServerOption {
  /** Who types a command would rather read soon that nobody answers. */
  private static final RetryPolicy A_SECOND = RetryPolicy.of(4, Duration.ofMillis(200));

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:TUNER_SERVER}",
      description =
          "The service's address; also TUNER_SERVER. Default: the service that tuner up or tuner"
              + " demo runs here, else port 8080 of this machine")
  private URI server;

  @Option(
      names = "--api-token",
      paramLabel = "TOKEN",
      defaultValue = "${env:TUNER_API_TOKEN}",
      description = "Sent as a bearer token; better given as TUNER_API_TOKEN")
  private String token;

  TunerClient connect(Surroundings surroundings) {
    var options = TunerOptions.of(address(surroundings)).withRetry(A_SECOND);
    return TunerClient.connect(token == null ? options : options.withApiToken(token));
  }

  private URI address(Surroundings surroundings) {
    if (server != null) {
      return server;
    }
    return surroundings
        .home()
        .flatMap(RunningStack::find)
        .map(RunningStack::address)
        .orElse(TunerOptions.DEFAULT_SERVICE);
  }
}
