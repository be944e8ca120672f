package dev.tuner.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.wire.AcquireRequest.FreeGpu;
import dev.tuner.wire.Assignment;
import dev.tuner.wire.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final List<Gpu> GPUS =
      List.of(new Gpu(2, "gpu-a", "A", 1000, "8.6"), new Gpu(3, "gpu-b", "B", 1000, "8.6"));

  @Test
  void tellsWhatIsFreeWithoutRoundingErrors() {
    var slots = new Slots(1, List.of());
    var taken = slots.take(trial(0.1, 0, 0));
    slots.take(trial(0.2, 0, 0));
    slots.take(trial(0.7, 0, 0));
    assertThat(slots.free()).isEqualTo(new Resources(0, 0));
    slots.giveBack(taken);
    assertThat(slots.free()).isEqualTo(new Resources(0.1, 0));
  }

  @Test
  void showsATrialTheDevicesThatTheServiceChose() {
    var slots = new Slots(8, GPUS);
    assertThat(slots.take(trial(1, 0.5, 400, 3)).gpuIds()).containsExactly("gpu-b");
    assertThat(slots.take(trial(1, 0, 0)).gpuIds()).isEmpty();
  }

  @Test
  void tellsWhatIsLeftOfEachDevice() {
    var slots = new Slots(8, GPUS);
    slots.take(trial(1, 0.5, 400, 3));
    var other = slots.take(trial(1, 0.25, 300, 3));
    assertThat(slots.freeGpus())
        .containsExactly(new FreeGpu(2, 1, 1000), new FreeGpu(3, 0.25, 300));
    slots.giveBack(other);
    assertThat(slots.freeGpus()).contains(new FreeGpu(3, 0.5, 600));
    assertThat(slots.free()).isEqualTo(new Resources(7, 1.5));
  }

  @Test
  void givesATrialAllOfTheDevicesThatItGot() {
    var slots = new Slots(8, GPUS);
    var slot = slots.take(trial(1, 2, 0, 2, 3));
    assertThat(slot.gpuIds()).containsExactly("gpu-a", "gpu-b");
    assertThat(slots.free()).isEqualTo(new Resources(7, 0));
    slots.giveBack(slot);
    assertThat(slots.free()).isEqualTo(new Resources(8, 2));
  }

  @Test
  void runsWhatTheServiceHasPromisedEvenWhenNothingIsFree() {
    var slots = new Slots(1, List.of());
    slots.take(trial(1, 0, 0));
    slots.take(trial(1, 0, 0));
    assertThat(slots.free()).isEqualTo(new Resources(0, 0));
  }

  private static Assignment trial(double cpu, double gpu, long memory, Integer... gpus) {
    return new Assignment(
        "t",
        1,
        60,
        "s",
        "study",
        0,
        1,
        Map.of(),
        "loss",
        "min",
        Map.of(),
        new Resources(cpu, gpu),
        List.of(gpus),
        memory,
        1,
        null,
        null,
        null,
        0,
        null,
        null);
  }
}
