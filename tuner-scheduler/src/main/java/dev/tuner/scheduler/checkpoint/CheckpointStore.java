package dev.tuner.scheduler.checkpoint;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.trial.Steps;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Takes in and gives out checkpoints. */
@Service
public class CheckpointStore {

  private final CheckpointDirectory directory;
  private final CheckpointCommit commit;
  private final Checkpoints checkpoints;
  private final CheckpointProperties properties;

  CheckpointStore(
      CheckpointDirectory directory,
      CheckpointCommit commit,
      Checkpoints checkpoints,
      CheckpointProperties properties) {
    this.directory = directory;
    this.commit = commit;
    this.checkpoints = checkpoints;
    this.properties = properties;
  }

  /**
   * Stores the checkpoint of a step, streamed. It exists only when this returns; a half upload does
   * not.
   *
   * @param sha256 the checksum that the sender computed, lower-case hex
   * @throws dev.tuner.scheduler.lease.LeaseLostException if the sender does not hold the trial
   * @throws InvalidInputException if the bytes do not have the checksum, or are too many
   */
  public Checkpoint put(LeaseRef lease, long step, String sha256, InputStream bytes)
      throws IOException {
    Steps.requirePossible(step);
    commit.requireLease(lease);
    var location = CheckpointDirectory.newLocation(lease.trialId(), step);
    try {
      var written = directory.write(location, new Limited(bytes, properties.maxBytes()));
      if (!written.sha256().equals(sha256)) {
        throw new InvalidInputException(
            "checksum-mismatch",
            "",
            "the bytes have SHA-256 %s, not %s; upload them again"
                .formatted(written.sha256(), sha256));
      }
      directory.publish(location);
      return commit.add(
          lease, new Checkpoint(lease.trialId(), step, sha256, written.bytes(), location, null));
    } catch (IOException | RuntimeException e) {
      directory.delete(location);
      throw e;
    }
  }

  /** The stored checkpoint, or {@link CheckpointNotFoundException}. */
  public Checkpoint get(UUID trialId, long step) {
    return checkpoints
        .find(trialId, step)
        .orElseThrow(() -> new CheckpointNotFoundException(trialId, step));
  }

  /** The file that holds the checkpoint's bytes. */
  public Path file(Checkpoint checkpoint) {
    return directory.file(checkpoint.location());
  }

  /** Refuses bytes beyond the limit. */
  private static final class Limited extends FilterInputStream {

    private final long limit;
    private long left;

    Limited(InputStream bytes, long limit) {
      super(bytes);
      this.limit = limit;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw new InvalidInputException(
            "checkpoint-too-large",
            "",
            "a checkpoint may have %d bytes at most (tuner.checkpoints.max-bytes)"
                .formatted(limit));
      }
    }
  }
}
