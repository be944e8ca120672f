package dev.tuner.scheduler.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Where the bytes of checkpoints lie. Bytes appear whole under their location, or not at all. Every
 * method throws {@link IOException} when the storage does not do what it was asked.
 */
interface CheckpointStorage {

  /** After how many failures nothing more is deleted for now. */
  int PATIENCE = 3;

  /**
   * Stores everything until the stream ends, with bounded memory. When reading fails, nothing is
   * stored.
   *
   * @param location a name that was never used before
   */
  void write(String location, InputStream bytes) throws IOException;

  /**
   * The bytes, to be read once and closed.
   *
   * @throws java.nio.file.NoSuchFileException if there are none
   */
  InputStream open(String location) throws IOException;

  /** Deletes the bytes, if there are any. */
  void delete(String location) throws IOException;

  /** Removes uploads that were broken off and to which nothing came since {@code before}. */
  void removeUnfinished(Instant before) throws IOException;

  /** Shows the locations of all bytes that were stored before {@code before}, some at a time. */
  void eachStored(Instant before, Consumer<List<String>> action) throws IOException;

  /**
   * Deletes bytes that no checkpoint names any more, as far as the storage does it. What stays, the
   * next sweep finds.
   */
  default void discard(Collection<String> locations) {
    int failures = 0;
    for (var location : locations) {
      try {
        delete(location);
      } catch (IOException e) {
        LoggerFactory.getLogger(CheckpointStorage.class)
            .warn("checkpoint bytes {} stay until the next sweep: {}", location, e.toString());
        if (++failures == PATIENCE) {
          return; // the storage is away
        }
      }
    }
  }
}
