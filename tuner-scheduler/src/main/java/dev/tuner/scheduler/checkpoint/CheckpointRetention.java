package dev.tuner.scheduler.checkpoint;

import dev.tuner.scheduler.event.CheckpointsDeleted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Removes checkpoints that nobody can need any more, and bytes that belong to none. */
@Service
public class CheckpointRetention {

  private static final int BATCH = 1000;

  private final Checkpoints checkpoints;
  private final CheckpointStorage storage;
  private final CheckpointProperties properties;
  private final ApplicationEventPublisher events;
  private final InstantSource time;

  @Autowired
  CheckpointRetention(
      Checkpoints checkpoints,
      CheckpointStorage storage,
      CheckpointProperties properties,
      ApplicationEventPublisher events) {
    this(checkpoints, storage, properties, events, InstantSource.system());
  }

  CheckpointRetention(
      Checkpoints checkpoints,
      CheckpointStorage storage,
      CheckpointProperties properties,
      ApplicationEventPublisher events,
      InstantSource time) {
    this.checkpoints = checkpoints;
    this.storage = storage;
    this.properties = properties;
    this.events = events;
    this.time = time;
  }

  /** Deletes every checkpoint of these trials, which are about to be removed. */
  public void forgetAll(Collection<UUID> trials) {
    discard(checkpoints.forgetAll(trials));
  }

  /** Forgets what ended trials left behind, but for the best ones and those that may go on. */
  public void collect() {
    List<String> forgotten;
    do {
      forgotten = checkpoints.forgetEnded(properties.keepResumable(), BATCH);
      discard(forgotten);
    } while (forgotten.size() == BATCH);
  }

  /**
   * Deletes bytes without a checkpoint, such as those of an instance that died in an upload. What
   * is being written, or was written just now and has no row yet, is left alone.
   */
  public void sweep() {
    var before = time.instant().minus(properties.unfinishedAfter());
    try {
      storage.removeUnfinished(before);
      storage.eachStored(before, stored -> discard(checkpoints.unknown(stored)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot sweep the checkpoint storage", e);
    }
  }

  private void discard(List<String> locations) {
    storage.discard(locations);
    events.publishEvent(new CheckpointsDeleted(locations.size()));
  }
}
