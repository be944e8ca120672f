package dev.tuner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.benchmarks.faults.FaultRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code benchmarks/run faults}. */
class FaultsTest {

  @TempDir Path folder;

  @Test
  void nothingIsLostDoubledOrExceededWhileEverythingIsKilled() throws Exception {
    var report = FaultRun.of(FaultRun.shortPlan(Path.of(".."), folder, 1));

    System.out.println(report.seen());
    assertThat(report.violations()).as(report.seen().toString()).isEmpty();
  }
}
