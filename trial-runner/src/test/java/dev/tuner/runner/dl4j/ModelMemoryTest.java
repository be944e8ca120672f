package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.RecordedTrial;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How large a model may be: as the process's memory allows. */
class ModelMemoryTest {

  @Test
  void theHeapIsAQuarterOfTheShareOfTheMachine() {
    assertThat(EngineProcess.heapMegabytes(1_000)).isEqualTo(512);
    assertThat(EngineProcess.heapMegabytes(12_000)).isEqualTo(3_000);
    assertThat(EngineProcess.heapMegabytes(500_000)).isEqualTo(8_192);
    assertThat(EngineProcess.besideHeapMegabytes(1_000)).isEqualTo(5_632);
    assertThat(EngineProcess.besideHeapMegabytes(100_000)).isEqualTo(50_000);
  }

  @Test
  void aProcessOfAllProcessorsHasAtLeastAsMuchHeapAsOneOfOne() {
    int all = Runtime.getRuntime().availableProcessors();
    assertThat(heap(EngineProcess.jvmArguments(all)))
        .isGreaterThanOrEqualTo(heap(EngineProcess.jvmArguments(1)));
  }

  private static long heap(List<String> arguments) {
    var flag = arguments.stream().filter(each -> each.startsWith("-Xmx")).findFirst().orElseThrow();
    return Long.parseLong(flag.substring("-Xmx".length(), flag.length() - 1));
  }

  @Test
  void aModelThatNoHeapHoldsIsRefusedWithWhatToDo() {
    // 1.9 billion parameters: 7.5 GB a vector
    assertThatExceptionOfType(InvalidTrialException.class)
        .isThrownBy(() -> train(7))
        .withMessageStartingWith(
            "config.model must be smaller, or its process have more memory: 1,8")
        .withMessageContaining("ask for more of the worker's CPUs");
  }

  @Test
  void aModelOfMoreParametersThanAVectorHoldsIsRefused() {
    assertThatExceptionOfType(InvalidTrialException.class)
        .isThrownBy(() -> train(12))
        .withMessageStartingWith("config.model must have at most 2,147,483,647 parameters");
  }

  private static void train(int layers) throws Exception {
    var sizes = Collections.nCopies(layers + 1, 16_384);
    RecordedTrial.of(Map.of("model", Map.of("name", "mlp", "hidden_sizes", sizes))).train();
  }
}
