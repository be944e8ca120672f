package dev.tuner.scheduler.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Removes checkpoints that nobody can need any more. */
@Service
public class CheckpointRetention {

  private static final int BATCH = 1000;
  // An upload that takes longer than this between two writes is taken for dead.
  private static final Duration UNFINISHED_UPLOAD = Duration.ofHours(6);

  private final Checkpoints checkpoints;
  private final CheckpointDirectory directory;
  private final InstantSource time = InstantSource.system();

  CheckpointRetention(Checkpoints checkpoints, CheckpointDirectory directory) {
    this.checkpoints = checkpoints;
    this.directory = directory;
  }

  /** Deletes every checkpoint of these trials, which are about to be removed. */
  public void forgetAll(Collection<UUID> trials) {
    checkpoints.forgetAll(trials).forEach(directory::delete);
  }

  /** Forgets what ended trials left behind, and deletes files that no checkpoint names. */
  public void collect() {
    checkpoints.forgetEnded(BATCH).forEach(directory::delete);
    try {
      directory.olderThan(time.instant().minus(UNFINISHED_UPLOAD)).stream()
          .filter(location -> !checkpoints.isKnown(location))
          .forEach(directory::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the checkpoints", e);
    }
  }
}
