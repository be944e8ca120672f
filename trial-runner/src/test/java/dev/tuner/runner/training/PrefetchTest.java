package dev.tuner.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefetchTest {

  private static final int COUNT = 22;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void theBatchesAreTheSameForAnyNumberOfThreads(int workers) throws Exception {
    var plain = shuffled();
    try (var ahead = new Prefetch(shuffled(), new Prefetch.Plan(4, 3, workers), System::nanoTime)) {
      for (long epoch = 0; epoch < 3; epoch++) {
        for (int from = 0; from < COUNT; from += 4) {
          int to = Math.min(COUNT, from + 4);
          assertThat(ahead.batch(epoch, from, to).features())
              .isEqualTo(plain.batch(epoch, from, to).features());
        }
      }
    }
  }

  @Test
  void aCallerMayJumpAndShrinkItsBatches() throws Exception {
    var plain = shuffled();
    try (var ahead = new Prefetch(shuffled(), new Prefetch.Plan(8, 2, 2), System::nanoTime)) {
      int[][] places = {{0, 0, 8}, {0, 8, 12}, {0, 12, 16}, {5, 16, 22}, {6, 0, 8}, {0, 0, 3}};
      for (int[] place : places) {
        assertThat(ahead.batch(place[0], place[1], place[2]).features())
            .isEqualTo(plain.batch(place[0], place[1], place[2]).features());
      }
    }
  }

  @Test
  void loadsAheadWhileNobodyAsks() throws Exception {
    var loaded = new CountDownLatch(3);
    var source =
        new Source() {
          @Override
          public Batch batch(long epoch, int from, int to) {
            loaded.countDown();
            return example();
          }
        };
    try (var ahead = new Prefetch(source, new Prefetch.Plan(1, 2, 1), System::nanoTime)) {
      ahead.batch(0, 0, 1);
      loaded.await(); // the two after it come without being asked for
    }
  }

  @Test
  void countsTheTimeItsCallerWaited() throws Exception {
    var clock = new AtomicLong();
    var source =
        new Source() {
          @Override
          public Batch batch(long epoch, int from, int to) {
            clock.addAndGet(1000);
            return example();
          }
        };
    try (var lazy = new Prefetch(source, new Prefetch.Plan(1, 2, 0), clock::get)) {
      lazy.batch(0, 0, 1);
      lazy.batch(0, 1, 2);
      assertThat(lazy.nanosWaited()).isEqualTo(2000);
      assertThat(lazy.advice()).contains("num_workers");
    }
  }

  @Test
  void aFailureReachesTheCallerAsItIs() throws Exception {
    var failure = new IOException("cat.jpg is truncated");
    var source =
        new Source() {
          @Override
          public Batch batch(long epoch, int from, int to) throws IOException {
            throw failure;
          }
        };
    try (var ahead = new Prefetch(source, new Prefetch.Plan(1, 2, 2), System::nanoTime)) {
      assertThatThrownBy(() -> ahead.batch(0, 0, 1)).isSameAs(failure);
    }
  }

  @Test
  void profileSaysWhatToChangeWhenDataIsLate() {
    var late = new InputProfile(2, 1, "raise num_workers (now 1)");
    assertThat(late.isInputBound()).isTrue();
    assertThat(late)
        .hasToString(
            "trained 2.00 s, of which 1.00 s (50 %) waited for data: input-bound; raise num_workers (now 1)");
    assertThat(new InputProfile(2, 0.1, "x").toString())
        .endsWith("(5 %) waited for data: compute-bound");
  }

  private abstract static class Source implements TrainingData {
    @Override
    public int count() {
      return COUNT;
    }
  }

  private static Batch example() {
    return new Batch(1, new float[1], new float[1]);
  }

  private static TrainingData shuffled() {
    return new Points(COUNT).shuffled(new RandomStreams(3));
  }
}
