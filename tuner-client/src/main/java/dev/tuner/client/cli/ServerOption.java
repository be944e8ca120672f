package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerOptions;
import dev.tuner.client.local.RunningStack;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which service a command talks to. */
final class ServerOption {
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
    var options = TunerOptions.of(address(surroundings));
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
