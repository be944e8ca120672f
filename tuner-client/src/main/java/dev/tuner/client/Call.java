package dev.tuner.client;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request. It can be sent any number of times: its body is read anew each time, and its headers
 * (an {@code Idempotency-Key} among them) stay the same.
 *
 * @param path below the service's address, with the query
 * @param target where the bytes of a successful answer go; absent: they stay in memory
 * @param extraTime how much longer than usual the answer may take
 * @param transfer whether the time limit for checkpoints applies
 */
record Call(
    String method,
    String path,
    Map<String, String> headers,
    BodyPublisher body,
    Optional<Path> target,
    Duration extraTime,
    boolean transfer) {
  private static final String API = "/api/v1";

  static Call get(String path) {
    return of("GET", path, Map.of(), BodyPublishers.noBody());
  }

  /** A GET with the parameters that are not null. */
  static Call get(String path, Map<String, Object> query) {
    var given =
        query.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue().toString()))
            .collect(Collectors.joining("&"));
    return get(given.isEmpty() ? path : path + "?" + given);
  }

  static Call post(String path) {
    return of("POST", path, Map.of(), BodyPublishers.noBody());
  }

  static Call post(String path, Object body) {
    return of(
        "POST",
        path,
        Map.of("Content-Type", "application/json"),
        BodyPublishers.ofByteArray(WireJson.bytes(body)));
  }

  static Call patch(String path, Object body) {
    return post(path, body).by("PATCH");
  }

  /** A PUT of JSON. */
  static Call replace(String path, Object body) {
    return post(path, body).by("PUT");
  }

  static Call delete(String path) {
    return of("DELETE", path, Map.of(), BodyPublishers.noBody());
  }

  private Call by(String otherMethod) {
    return new Call(otherMethod, path, headers, body, target, extraTime, transfer);
  }

  static Call put(String path, BodyPublisher bytes) {
    var call = of("PUT", path, Map.of("Content-Type", "application/octet-stream"), bytes);
    return new Call(call.method, call.path, call.headers, bytes, call.target, Duration.ZERO, true);
  }

  Call header(String name, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Call(method, path, all, body, target, extraTime, transfer);
  }

  Call into(Path file) {
    return new Call(method, path, headers, body, Optional.of(file), extraTime, true);
  }

  Call waiting(Duration extra) {
    return new Call(method, path, headers, body, target, extra, transfer);
  }

  /** A text as one segment of a path or one value of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Call of(
      String method, String path, Map<String, String> headers, BodyPublisher body) {
    return new Call(method, API + path, headers, body, Optional.empty(), Duration.ZERO, false);
  }
}
