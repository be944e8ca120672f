package dev.tuner.scheduler.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every place for checkpoints must do. */
interface CheckpointStorageContract {

  /** More than two parts of 5 MB, and not a multiple of them. */
  int LARGE = 11 * 1024 * 1024 + 7;

  CheckpointStorage storage();

  /** Uploads that are not finished. */
  int unfinished() throws IOException;

  @Test
  default void givesBackSmallAndLargeAndEmptyBytes() throws Exception {
    for (int length : new int[] {0, 1, 5 * 1024 * 1024, LARGE}) {
      var bytes = bytes(length);
      var location = "t/" + length;
      storage().write(location, verified(bytes, sha256(bytes)));
      try (var stored = storage().open(location)) {
        assertThat(stored.readAllBytes()).as("%d bytes", length).isEqualTo(bytes);
      }
    }
  }

  @Test
  default void keepsNothingOfBytesWithAnotherChecksum() throws Exception {
    var bytes = bytes(LARGE);
    var other = sha256(bytes);
    bytes[LARGE - 1]++;

    assertThatThrownBy(() -> storage().write("t/corrupt", verified(bytes, other)))
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("checksum-mismatch"));
    isNotThere("t/corrupt");
  }

  @Test
  default void keepsNothingOfAnUploadThatBreaksOff() throws Exception {
    var bytes = bytes(LARGE);
    InputStream cut = new SequenceInputStream(new ByteArrayInputStream(bytes), new Broken());

    assertThatThrownBy(
            () -> storage().write("t/cut", new VerifiedBytes(cut, sha256(bytes), Long.MAX_VALUE)))
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("upload-broken-off"));
    isNotThere("t/cut");
  }

  @Test
  default void whatIsDeletedIsGoneAndMayBeDeletedAgain() throws Exception {
    storage().write("gone/1", new ByteArrayInputStream(bytes(9)));
    storage().delete("gone/1");
    storage().delete("gone/1");

    isNotThere("gone/1");
    assertThat(stored(Instant.now().plus(Duration.ofDays(1)))).doesNotContain("gone/1");
  }

  @Test
  default void listsOnlyWhatWasStoredBefore() throws Exception {
    storage().write("listed/1", new ByteArrayInputStream(bytes(9)));

    assertThat(stored(Instant.now().plus(Duration.ofDays(1)))).contains("listed/1");
    assertThat(stored(Instant.now().minus(Duration.ofDays(1)))).doesNotContain("listed/1");
  }

  @Test
  default void removesWhatADeadInstanceLeftButNotWhatIsBeingWritten() throws Exception {
    var bytes = bytes(LARGE);
    var half = new HalfThenWait(bytes);
    var writer = Executors.newSingleThreadExecutor();
    try {
      var written =
          writer.submit(
              () -> {
                storage().write("t/slow", half);
                return true;
              });
      assertThat(half.waiting.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(unfinished()).isEqualTo(1);
      isNotThere("t/slow");

      storage().removeUnfinished(Instant.now().minus(Duration.ofHours(6)));
      assertThat(unfinished()).as("being written").isEqualTo(1);
      half.goOn.countDown();
      assertThat(written.get(1, TimeUnit.MINUTES)).isTrue();
      try (var stored = storage().open("t/slow")) {
        assertThat(sha256(stored.readAllBytes())).isEqualTo(sha256(bytes));
      }
    } finally {
      half.goOn.countDown();
      writer.shutdown();
    }
  }

  default void isNotThere(String location) throws IOException {
    assertThatThrownBy(() -> storage().open(location).close())
        .isInstanceOf(NoSuchFileException.class);
  }

  default List<String> stored(Instant before) throws IOException {
    var all = new ArrayList<String>();
    storage().eachStored(before, all::addAll);
    return all;
  }

  static VerifiedBytes verified(byte[] bytes, String sha256) {
    return new VerifiedBytes(new ByteArrayInputStream(bytes), sha256, Long.MAX_VALUE);
  }

  static byte[] bytes(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** A connection that is cut. */
  final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      throw new IOException("connection reset");
    }
  }

  /** A sender that stops in the middle until it is told to go on. */
  final class HalfThenWait extends FilterInputStream {
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    private final int half;
    private int count;

    HalfThenWait(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
      half = bytes.length / 2;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (count >= half) {
        waiting.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      int read = super.read(buffer, offset, Math.min(length, 1 << 16));
      count += read;
      return read;
    }
  }
}
