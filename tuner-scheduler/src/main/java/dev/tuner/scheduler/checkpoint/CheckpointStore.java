package dev.tuner.scheduler.checkpoint;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.UnavailableException;
import dev.tuner.scheduler.event.CheckpointStored;
import dev.tuner.scheduler.event.CheckpointsDeleted;
import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.trial.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Takes in and gives out checkpoints. */
@Service
public class CheckpointStore {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final CheckpointStorage storage;
  private final CheckpointCommit commit;
  private final Checkpoints checkpoints;
  private final CheckpointProperties properties;
  private final ApplicationEventPublisher events;

  CheckpointStore(
      CheckpointStorage storage,
      CheckpointCommit commit,
      Checkpoints checkpoints,
      CheckpointProperties properties,
      ApplicationEventPublisher events) {
    this.storage = storage;
    this.commit = commit;
    this.checkpoints = checkpoints;
    this.properties = properties;
    this.events = events;
  }

  /**
   * Stores the checkpoint of a step, streamed. It exists only when this returns; a half upload does
   * not.
   *
   * @param sha256 the checksum that the sender computed, in hex
   * @throws dev.tuner.scheduler.lease.LeaseLostException if the sender does not hold the trial
   * @throws InvalidInputException if the bytes do not have the checksum, are too many, or end early
   * @throws UnavailableException if they cannot be stored now
   */
  public Checkpoint put(LeaseRef lease, long step, String sha256, InputStream bytes) {
    Steps.requirePossible(step);
    var checksum = checksum(sha256);
    commit.requireLease(lease);
    var start = System.nanoTime();
    var location = newLocation(lease.trialId(), step);
    var verified = new VerifiedBytes(bytes, checksum, properties.maxBytes());
    write(location, verified);
    var checkpoint =
        new Checkpoint(lease.trialId(), step, checksum, verified.count(), location, null);
    try {
      var added = commit.add(lease, checkpoint);
      storage.discard(added.superseded());
      events.publishEvent(
          new CheckpointStored(verified.count(), Duration.ofNanos(System.nanoTime() - start)));
      events.publishEvent(new CheckpointsDeleted(added.superseded().size()));
      return added.checkpoint();
    } catch (TunerException e) {
      storage.discard(List.of(location)); // after any other failure the row may be there
      throw e;
    }
  }

  /** The stored checkpoint, or {@link CheckpointNotFoundException}. */
  public Checkpoint get(UUID trialId, long step) {
    return checkpoints
        .find(trialId, step)
        .orElseThrow(() -> new CheckpointNotFoundException(trialId, step));
  }

  /**
   * The checkpoint's bytes, to be read once and closed.
   *
   * @throws CheckpointNotFoundException if they were just collected
   * @throws UnavailableException if they cannot be read now
   */
  public InputStream open(Checkpoint checkpoint) {
    try {
      return storage.open(checkpoint.location());
    } catch (NoSuchFileException e) {
      var refusal = new CheckpointNotFoundException(checkpoint.trialId(), checkpoint.step());
      refusal.initCause(e);
      throw refusal;
    } catch (IOException e) {
      throw away(e);
    }
  }

  private void write(String location, VerifiedBytes bytes) {
    try {
      storage.write(location, bytes);
    } catch (IOException e) {
      throw away(e);
    }
  }

  /**
   * A name of its own for each upload, so that a stale worker's upload cannot replace a newer one.
   */
  private static String newLocation(UUID trialId, long step) {
    return "%s/%d-%s".formatted(trialId, step, UUID.randomUUID());
  }

  private static String checksum(String sha256) {
    var checksum = sha256.toLowerCase(Locale.ROOT);
    if (!SHA256.matcher(checksum).matches()) {
      throw new InvalidInputException(
          "invalid-checksum",
          "/X-Checkpoint-Sha256",
          "the header X-Checkpoint-Sha256 must be the bytes' SHA-256 in 64 hex digits but was \"%s\""
              .formatted(sha256));
    }
    return checksum;
  }

  private static UnavailableException away(IOException e) {
    LOG.warn("the checkpoint storage failed: {}", e.toString());
    var refusal =
        new UnavailableException("the checkpoint storage does not answer; send the request again");
    refusal.initCause(e);
    return refusal;
  }
}
