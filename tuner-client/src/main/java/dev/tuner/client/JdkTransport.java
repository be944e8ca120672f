package dev.tuner.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends calls with the JDK's HTTP client. Each call is attempted once. */
final class JdkTransport implements Transport, AutoCloseable {
  private final TunerOptions options;
  private final HttpClient http;
  private volatile boolean closed;

  JdkTransport(TunerOptions options) {
    this.options = options;
    this.http =
        HttpClient.newBuilder()
            // Version 1.1: the upgrade handshake of a clear-text HTTP/2 costs a round trip.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(options.connectTimeout())
            .build();
  }

  @Override
  public Reply send(Call call) throws IOException, InterruptedException {
    if (closed) {
      throw new IllegalStateException("The client is closed; connect a new one");
    }
    // The request's own timeout ends when the headers are here; this one covers the body as well.
    var answer = http.sendAsync(request(call), handler(call));
    var response = await(answer, limit(call), call);
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  /** Opens a stream that ends when either side hangs up; only its head has to come in time. */
  HttpResponse<InputStream> open(Call call) throws IOException, InterruptedException {
    return await(http.sendAsync(request(call), BodyHandlers.ofInputStream()), limit(call), call);
  }

  @Override
  public void close() {
    closed = true;
  }

  private HttpRequest request(Call call) {
    var request =
        HttpRequest.newBuilder(address(call))
            .method(call.method(), call.body())
            .header("Accept", "application/json, application/octet-stream");
    call.headers().forEach(request::setHeader);
    options.apiToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request.build();
  }

  private URI address(Call call) {
    var base = options.service().toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + call.path());
  }

  private Duration limit(Call call) {
    return (call.transfer() ? options.transferTimeout() : options.requestTimeout())
        .plus(call.extraTime());
  }

  private static BodyHandler<String> handler(Call call) {
    return info ->
        call.target().isPresent() && info.statusCode() == 200
            ? BodySubscribers.mapping(
                BodyHandlers.ofFile(call.target().get()).apply(info), file -> "")
            : BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  private static <T> HttpResponse<T> await(
      CompletableFuture<HttpResponse<T>> answer, Duration limit, Call call)
      throws IOException, InterruptedException {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException(
          "no answer to %s %s within %s".formatted(call.method(), call.path(), limit));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }
}
