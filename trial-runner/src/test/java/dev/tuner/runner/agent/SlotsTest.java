package dev.tuner.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.wire.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void tellsWhatIsFreeWithoutRoundingErrors() {
    var slots = new Slots(1, List.of());
    var taken = slots.take(new Resources(0.1, 0));
    slots.take(new Resources(0.2, 0));
    slots.take(new Resources(0.7, 0));
    assertThat(slots.free()).isEqualTo(new Resources(0, 0));
    slots.giveBack(taken);
    assertThat(slots.free()).isEqualTo(new Resources(0.1, 0));
  }

  @Test
  void putsTrialsThatShareGpusOnTheLeastUsedOne() {
    var slots = new Slots(8, List.of("gpu-a", "gpu-b"));
    var half = new Resources(1, 0.5);
    assertThat(slots.take(half).gpuIds()).containsExactly("gpu-a");
    assertThat(slots.take(half).gpuIds()).containsExactly("gpu-b");
    assertThat(slots.take(half).gpuIds()).containsExactly("gpu-a");
    assertThat(slots.free()).isEqualTo(new Resources(5, 0.5));
  }

  @Test
  void givesATrialAsManyWholeGpusAsItNeeds() {
    var slots = new Slots(8, List.of("gpu-a", "gpu-b", "gpu-c"));
    slots.take(new Resources(1, 1));
    var slot = slots.take(new Resources(1, 2));
    assertThat(slot.gpuIds()).containsExactly("gpu-b", "gpu-c");
    slots.giveBack(slot);
    assertThat(slots.free()).isEqualTo(new Resources(7, 2));
  }

  @Test
  void showsNoGpuToATrialThatAskedForNone() {
    var slots = new Slots(8, List.of("gpu-a"));
    assertThat(slots.take(new Resources(1, 0)).gpuIds()).isEmpty();
  }

  @Test
  void runsWhatTheServiceHasPromisedEvenWhenNothingIsFree() {
    var slots = new Slots(1, List.of());
    slots.take(new Resources(1, 0));
    slots.take(new Resources(1, 0));
    assertThat(slots.free()).isEqualTo(new Resources(0, 0));
  }
}
