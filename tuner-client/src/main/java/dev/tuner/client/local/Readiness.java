package dev.tuner.client.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service whether it is ready to serve. */
final class Readiness {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest question;

  Readiness(URI service) {
    question =
        HttpRequest.newBuilder(service.resolve("/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(2))
            .build();
  }

  boolean isReady() throws InterruptedException {
    try {
      return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      // Nobody listens yet.
      return false;
    }
  }
}
