package dev.tuner.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GpuProbeTest {

  private static final List<String> LINES =
      List.of(
          "0, GPU-1f, NVIDIA RTX A4000, 16376, 8.6",
          "1, GPU-2e, NVIDIA H200, 143771, 9.0",
          "2, GPU-3d, NVIDIA GB10, [N/A], 12.1");

  @Test
  void readsNameMemoryAndComputeCapability() {
    assertThat(GpuProbe.parse(LINES, null))
        .containsExactly(
            new Gpu(0, "GPU-1f", "NVIDIA RTX A4000", 16376L << 20, "8.6"),
            new Gpu(1, "GPU-2e", "NVIDIA H200", 143771L << 20, "9.0"),
            new Gpu(2, "GPU-3d", "NVIDIA GB10", 0, "12.1"));
  }

  @Test
  void offersOnlyTheDevicesThatTheWorkerMaySee() {
    assertThat(GpuProbe.parse(LINES, "1, GPU-3d"))
        .extracting(Gpu::id)
        .containsExactly("GPU-2e", "GPU-3d");
    assertThat(GpuProbe.parse(LINES, "")).isEmpty();
  }

  @Test
  void ignoresWhatIsNoDevice() {
    assertThat(GpuProbe.parse(List.of("No devices were found", ""), null)).isEmpty();
  }
}
