package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.runner.training.UnsupportedDeviceException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CudaSupportTest {

  @Test
  void acceptsGpusUpToAdaAndMachinesWithout() {
    assertThatCode(() -> new CudaSupport(List.of("7.0", "8.6", "8.9")).check())
        .doesNotThrowAnyException();
    assertThatCode(() -> new CudaSupport(List.of()).check()).doesNotThrowAnyException();
  }

  @Test
  void refusesHopperAndSaysWhatToDo() {
    assertThatThrownBy(() -> new CudaSupport(List.of("8.0", "9.0")).check())
        .isInstanceOf(UnsupportedDeviceException.class)
        .hasMessageContaining("compute capability 9.0")
        .hasMessageContaining("3.7 to 8.9")
        .hasMessageContaining("BACKEND_PRIORITY_CPU");
  }
}
