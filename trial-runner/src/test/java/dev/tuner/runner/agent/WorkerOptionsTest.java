package dev.tuner.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.wire.Resources;
import dev.tuner.wire.WorkerSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerOptionsTest {

  private static final Gpu GPU = new Gpu(0, "GPU-1f", "NVIDIA RTX A4000", 16L << 30, "8.6");

  @Test
  void tellsTheServiceWhatTheWorkerOffers() {
    assertThat(options("http://tuner:8080", "w", 2.5, List.of(GPU)).spec("x1"))
        .isEqualTo(
            new WorkerSpec(
                "w",
                "x1",
                new Resources(2.5, 1),
                List.of(new WorkerSpec.Gpu(0, "NVIDIA RTX A4000", 16L << 30, "8.6")),
                Map.of("zone", "a")));
  }

  @Test
  void tellsOfADeviceWhoseAbilitiesAreUnknown() {
    var unknown = new Gpu(2, "GPU-3d", "GB10", 0, "[N/A]");
    assertThat(options("http://tuner", "w", 1, List.of(unknown)).spec("x").gpus())
        .containsExactly(new WorkerSpec.Gpu(2, "GB10", 0L, null));
  }

  @Test
  void limitsTheMemoryThatTrialsMayUse() {
    assertThat(GPU.withMemory(8L << 30).memoryBytes()).isEqualTo(8L << 30);
    assertThat(GPU.withMemory(64L << 30).memoryBytes()).isEqualTo(16L << 30);
    assertThat(new Gpu(0, "x", "GB10", 0, "").withMemory(1L << 30).memoryBytes())
        .isEqualTo(1L << 30);
    assertThat(new MemorySize().convert("1.5GB")).isEqualTo(1_500_000_000L);
    assertThatThrownBy(() -> new MemorySize().convert("20")).hasMessageContaining("20GB or 18GiB");
  }

  @Test
  void refusesAnAddressThatIsNoHttpAddress() {
    assertThatThrownBy(() -> options("tuner:8080", "w", 1, List.of()))
        .hasMessageContaining("--server")
        .hasMessageContaining("tuner:8080");
  }

  @Test
  void refusesAnAmountOfCpusThatIsNone() {
    assertThatThrownBy(() -> options("http://tuner", "w", Double.NaN, List.of()))
        .hasMessage("--cpus must be between 0 and 100000 but was NaN");
  }

  @Test
  void refusesAWorkerThatOffersNothing() {
    assertThatThrownBy(() -> options("http://tuner", "w", 0, List.of()))
        .hasMessageContaining("offer one of the two");
  }

  private static WorkerOptions options(String server, String name, double cpus, List<Gpu> gpus) {
    return new WorkerOptions(
        URI.create(server),
        name,
        cpus,
        gpus,
        Map.of("zone", "a"),
        Optional.empty(),
        Duration.ofSeconds(30));
  }
}
