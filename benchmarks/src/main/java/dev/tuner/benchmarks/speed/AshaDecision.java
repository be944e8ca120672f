package dev.tuner.benchmarks.speed;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.scheduler.Judgement;
import dev.tuner.search.scheduler.Progress;
import dev.tuner.search.scheduler.RungLedger;
import dev.tuner.search.scheduler.Setting;
import dev.tuner.search.scheduler.TrialScheduler;
import dev.tuner.search.scheduler.TrialSchedulers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A report's way to its decision in ASHA, recorded in a rung that holds many trials. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 300)
@Measurement(iterations = 100)
public class AshaDecision {
  private static final int REPORTS = 200;
  private static final int SMALL = 1000;

  @Param({"1000", "1000000"})
  public int trials;

  private final TrialScheduler scheduler = scheduler();
  private final RandomGenerator random = TrialRandom.of(1);
  private RungLedger rungs;
  private int next;

  /** Promotion ASHA with rungs 1, 3, 9, 27 and 81. */
  static TrialScheduler scheduler() {
    var problems = new Problems();
    TrialScheduler read =
        TrialSchedulers.read(
            Map.of("type", "asha", "max_t", 243L), Setting.bare(), "/scheduler", problems);
    problems.throwIfAny();
    return read;
  }

  /** A small rung is made anew each time, because it would not stay small. */
  @Setup(Level.Iteration)
  public void fill() {
    if (rungs != null && trials > SMALL) {
      return;
    }
    rungs = new RungLedger();
    for (next = 0; next < trials; next++) {
      report();
    }
  }

  @Benchmark
  @OperationsPerInvocation(REPORTS)
  public void decide(Blackhole hole) {
    for (int i = 0; i < REPORTS; i++) {
      hole.consume(report());
      next++;
    }
  }

  private Decision report() {
    Judgement judgement = scheduler.judge(new Progress(next, 0, 1, random.nextDouble()), rungs);
    rungs.addAll(judgement.entries());
    return judgement.decision();
  }
}
