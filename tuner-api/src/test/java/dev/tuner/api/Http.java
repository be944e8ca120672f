package dev.tuner.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.wire.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the application under test over real HTTP. */
@Lazy
@TestComponent
public class Http {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Environment environment;

  Http(Environment environment) {
    this.environment = environment;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, String json, String... headers) {
    var withType =
        Stream.concat(Stream.of("Content-Type", "application/json"), Arrays.stream(headers));
    return send("POST", path, BodyPublishers.ofString(json), withType.toArray(String[]::new));
  }

  public Answer send(String method, String path, String type, String body, String... headers) {
    var withType = Stream.concat(Stream.of("Content-Type", type), Arrays.stream(headers));
    return send(method, path, BodyPublishers.ofString(body), withType.toArray(String[]::new));
  }

  /** Sends the body in chunks, without its length. */
  public Answer stream(String method, String path, String type, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(
        method,
        path,
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
        "Content-Type",
        type);
  }

  private Answer send(String method, String path, BodyPublisher body, String... headers) {
    var port = environment.getRequiredProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException("No answer to %s %s".formatted(method, path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** An answer, and what a test expects of it. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public Problem problem() {
      return JsonMapper.shared().readValue(response.body(), Problem.class);
    }

    public Answer isProblem(int status, String code) {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(problem().code()).isEqualTo(code);
      assertThat(problem().status()).isEqualTo(status);
      return this;
    }

    public Answer detailContains(String text) {
      assertThat(problem().detail()).contains(text);
      return this;
    }

    public Answer error(String pointer, String detail) {
      assertThat(problem().errors()).contains(new Problem.FieldError(pointer, detail));
      return this;
    }

    public Answer hasHeader(String name, String value) {
      assertThat(header(name)).contains(value);
      return this;
    }
  }
}
