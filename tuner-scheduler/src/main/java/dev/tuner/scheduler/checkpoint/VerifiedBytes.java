package dev.tuner.scheduler.checkpoint;

import dev.tuner.scheduler.InvalidInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes that end only if they are whole: where they are too many, do not have their checksum or
 * stop coming, reading fails with {@link InvalidInputException}.
 */
final class VerifiedBytes extends FilterInputStream {

  private final String sha256;
  private final long limit;
  private final MessageDigest digest = newDigest();
  private long count;
  private boolean verified;

  /**
   * @param sha256 the checksum that they must have, lower-case hex
   * @param limit how many there may be
   */
  VerifiedBytes(InputStream bytes, String sha256, long limit) {
    super(bytes);
    this.sha256 = sha256;
    this.limit = limit;
  }

  /** How many were read. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = next(buffer, offset, length);
    if (read < 0) {
      verify();
      return read;
    }
    digest.update(buffer, offset, read);
    count += read;
    if (count > limit) {
      throw new InvalidInputException(
          "checkpoint-too-large",
          "",
          "a checkpoint may have %d bytes at most (tuner.checkpoints.max-bytes)".formatted(limit));
    }
    return read;
  }

  @Override
  public long skip(long bytes) {
    throw new UnsupportedOperationException("every byte counts");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private int next(byte[] buffer, int offset, int length) {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      var refusal =
          new InvalidInputException(
              "upload-broken-off",
              "",
              "the connection ended after %d bytes; upload them again".formatted(count));
      refusal.initCause(e);
      throw refusal;
    }
  }

  private void verify() {
    if (verified) {
      return;
    }
    var found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(sha256)) {
      throw new InvalidInputException(
          "checksum-mismatch",
          "",
          "the bytes have SHA-256 %s, not %s; upload them again".formatted(found, sha256));
    }
    verified = true;
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
