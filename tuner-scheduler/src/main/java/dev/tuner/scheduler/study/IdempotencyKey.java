package dev.tuner.scheduler.study;

import dev.tuner.scheduler.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Recognises a repeated creation.
 *
 * @param value chosen by the caller; null when the caller does not care
 * @param requestSha256 checksum of the request that came with it
 */
public record IdempotencyKey(String value, String requestSha256) {

  /** The key for a request; {@code value} may be null. */
  public static IdempotencyKey of(String value, Map<String, Object> request) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = Json.write(request).getBytes(StandardCharsets.UTF_8);
      return new IdempotencyKey(value, HexFormat.of().formatHex(digest.digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
