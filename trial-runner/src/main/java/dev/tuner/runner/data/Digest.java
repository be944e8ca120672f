package dev.tuner.runner.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over several parts. */
final class Digest {

  private final MessageDigest digest;

  Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Digest add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  Digest add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0); // so that "ab", "c" is not "a", "bc"
    return this;
  }

  /** The digest in hexadecimal. */
  String text() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
