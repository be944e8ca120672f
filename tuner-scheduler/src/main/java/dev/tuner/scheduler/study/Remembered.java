package dev.tuner.scheduler.study;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * What this instance remembers of studies from one transaction to the next. It is a cache: who
 * changes something that belongs to a study writes the study's row in the same transaction, so what
 * is remembered holds as long as the row was last written by the transaction it is remembered from.
 *
 * @param <T> what is remembered of one study
 */
public final class Remembered<T> {
  private final Cache<UUID, Memory<T>> memories;

  private record Memory<T>(long writtenBy, T what) {}

  /**
   * @param most the weights of all that is remembered are no more than this together
   */
  public Remembered(int most, ToIntFunction<T> weight) {
    memories =
        Caffeine.newBuilder()
            .maximumWeight(most)
            .<UUID, Memory<T>>weigher((study, memory) -> 1 + weight.applyAsInt(memory.what()))
            .build();
  }

  /**
   * Takes out what is remembered of the study, if that still holds: who has locked its row keeps it
   * again after the commit.
   */
  public Optional<T> take(UUID studyId, long writtenBy) {
    return Optional.ofNullable(memories.asMap().remove(studyId))
        .filter(memory -> memory.writtenBy() == writtenBy)
        .map(Memory::what);
  }

  /** Remembers it of the study whose row was written by the transaction that is committed now. */
  public void keep(Study study, T what) {
    memories.put(study.id(), new Memory<>(study.writtenBy(), what));
  }
}
