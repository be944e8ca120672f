package dev.tuner.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FenceTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Fence fence = new Fence(Duration.ofSeconds(10), nanos::get);

  @Test
  void isPassedAfterFourFifthsOfALeaseWithoutContact() {
    pass(Duration.ofSeconds(8));
    assertThat(fence.isPassed()).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(fence.isPassed()).isTrue();
  }

  @Test
  void countsFromTheMomentTheHeartbeatWasSentNotAnswered() {
    var sentAt = fence.now();
    pass(Duration.ofSeconds(5));
    fence.renewed(sentAt);
    pass(Duration.ofSeconds(4));
    assertThat(fence.isPassed()).isTrue();
  }

  @Test
  void isNoLongerPassedWhenTheServiceAnswersAgain() {
    pass(Duration.ofSeconds(60));
    fence.renewed(fence.now());
    assertThat(fence.isPassed()).isFalse();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
