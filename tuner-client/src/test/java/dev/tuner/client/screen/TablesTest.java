package dev.tuner.client.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.wire.DecisionView;
import dev.tuner.wire.ProvenanceView;
import dev.tuner.wire.TrialDetail;
import dev.tuner.wire.TrialView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
  private static final TrialView BEST = Samples.trial(7, "STOPPED", 0.9861);
  private static final TrialView SECOND = Samples.trial(12, "RUNNING", 0.97);

  @Test
  void showsStatusCountsBestAndATableOfTrials() {
    var study = Samples.study("RUNNING", 5, 1, BEST);
    var snapshot =
        new Snapshot(study, List.of(BEST, SECOND, Samples.pendingTrial(13)), Optional.empty());

    var lines = new StudyScreen(List.of()).lines(snapshot, 120, Samples.START.plusSeconds(72));
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            Study digits: RUNNING, 1 min 12 s
            Trials: 4 of 60 (1 RUNNING, 3 STOPPED)
            Best: trial 7 with val_accuracy 0.9861 at step 9: lr=0.002311, epochs=9, optimizer.name=adam
            trial  state          lr  optimizer.name  step  val_accuracy  val_loss    best
                7  STOPPED  0.002311            adam     9        0.9861   0.05200  0.9861
               12  RUNNING  0.002311            adam     9        0.9700   0.05200  0.9700
               13  PENDING       0.5               -     0             -         -       -
            ... 1 more: tuner trials digits\
            """);
  }

  @Test
  void leavesOutMetricsAndThenParametersWhereTheTerminalIsNarrow() {
    var table = new TrialTable(Samples.study("RUNNING", 5, 1, BEST), List.of(), 60);

    assertThat(String.join("\n", table.lines(List.of(BEST))))
        .isEqualTo(
            """
            trial  state          lr  step  val_accuracy    best
                7  STOPPED  0.002311     9        0.9861  0.9861
            (choose more with --columns: optimizer.name, val_loss)\
            """);
  }

  @Test
  void namesOfNestedChoicesComeBeforeWhatBelongsToThem() {
    var space = Map.<String, Object>of("model", Map.of("choice", List.of()));
    var config = Map.<String, Object>of("model", Map.of("depth", 2, "name", "cnn", "width", 8));

    assertThat(Parameters.searched(space, List.of(config)))
        .containsExactly("model.name", "model.depth", "model.width");
  }

  @Test
  void showsTheColumnsThatAPersonNames() {
    var named = List.of("optimizer.name", "metrics.val_loss", "worker", "seconds", "epochs");
    var table = new TrialTable(Samples.study("RUNNING", 5, 1, BEST), named, 10);

    assertThat(String.join("\n", table.lines(List.of(BEST))))
        .isEqualTo(
            """
            trial  state    optimizer.name  val_loss  worker  seconds  epochs  step  val_accuracy    best
                7  STOPPED            adam   0.05200  local       3.5       9     9        0.9861  0.9861\
            """);
  }

  @Test
  void noLineIsLongerThanTheTerminal() {
    var snapshot =
        new Snapshot(Samples.study("RUNNING", 5, 1, BEST), List.of(BEST), Optional.empty());

    assertThat(new StudyScreen(List.of()).lines(snapshot, 40, Samples.START))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40))
        .anySatisfy(line -> assertThat(line).endsWith("..."));
  }

  @Test
  void saysSoWhileThereIsNoFiniteValue() {
    var snapshot =
        new Snapshot(Samples.study("RUNNING", 1, 0, null), List.of(), Optional.of("Hm."));

    assertThat(new StudyScreen(List.of()).lines(snapshot, 80, Samples.START))
        .containsExactly(
            "Study digits: RUNNING, 0 s",
            "Trials: 3 of 60 (3 STOPPED)",
            "Best: no finite val_accuracy yet",
            "Hm.");
  }

  @Test
  void showsWhyATrialWasDecidedUponAndItsErrorAndLog() {
    var decisions =
        List.of(
            new DecisionView("CONTINUE", 1, 1L, 6, 2, -0.5, "rank 2 of 6; 3 go on", Samples.START),
            new DecisionView("STOP", 3, null, null, null, null, "cancelled", Samples.START));
    var origin =
        new ProvenanceView(
            1,
            "local",
            "0.1.0 sha256:ab",
            Map.of("device", "CPU"),
            "train --seed 7",
            Samples.START);
    var detail =
        new TrialDetail(
            BEST, "random draw", null, decisions, null, List.of(origin), "line 1\nline 2\n");

    assertThat(String.join("\n", TrialScreen.lines(Samples.study("RUNNING", 1, 0, null), detail)))
        .startsWith(
            """
            Trial 7 of study digits: STOPPED
            id       t-7
            config   lr=0.002311, epochs=9, optimizer.name=adam
            chosen   random draw
            ran      attempt 1, step 9, 3.5 s, worker local
            """)
        .endsWith(
            """
            best     val_accuracy 0.9861 at step 9
            program  0.1.0 sha256:ab
            machine  device CPU
            again    train --seed 7

            step  decision  rank  of  cutoff  reason
               1  CONTINUE     2   6  0.5000  rank 2 of 6; 3 go on
               3  STOP         -   -       -  cancelled

            Log:
              line 1
              line 2\
            """);
  }

  @Test
  void listsStudies() {
    var lines =
        StudyTable.lines(
            List.of(Samples.study("COMPLETED", 5, 0, BEST)), Samples.START.plusSeconds(7500));

    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            study   id        state      trials               metric              best  age
            digits  5f0c2a11  COMPLETED  3 of 60 (3 STOPPED)  val_accuracy max  0.9861  2 h 5 min\
            """);
  }

  @Test
  void showsConfigsWithDifferentParametersInOneTable() {
    var lines =
        ConfigTable.lines(
            List.of(Map.of("lr", 0.1), Map.of("opt", Map.of("layers", List.of(1, 2)))));

    assertThat(lines).containsExactly(" lr  opt.layers", "0.1           -", "  -       [1,2]");
  }

  @ParameterizedTest
  @CsvSource({
    "0.98611111, 0.9861",
    "1, 1.000",
    "2, 2",
    "32768, 32768",
    "0, 0.000",
    "0.05, 0.05000",
    "-12.3456, -12.35",
    "99999.6, 100000",
    "123456.7, 123500",
    "0.00001234, 1.234e-05",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void showsMetricsWithFourSignificantDigits(double value, String shown) {
    assertThat(Values.metric(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "64.0, 64", "0.00231234, 0.002312", "1e-5, 1.000e-05", "0, 0"})
  void showsConfigNumbersWithoutTrailingZeros(double value, String shown) {
    assertThat(Values.config(value)).isEqualTo(shown);
  }

  @Test
  void showsDurationsInTwoUnits() {
    assertThat(List.of(8, 72, 7380))
        .map(seconds -> Values.duration(Duration.ofSeconds(seconds)))
        .containsExactly("8 s", "1 min 12 s", "2 h 3 min");
  }

  @Test
  void showsTheBestTrialsAndRunningOnesInTheLowerHalf() {
    var best = List.of(trial(1), trial(2), trial(3), trial(4), trial(5));
    var running = List.of(trial(4), trial(8), trial(9));

    assertThat(Snapshot.chosen(best, running, 4)).extracting("number").containsExactly(1, 2, 4, 8);
    assertThat(Snapshot.chosen(best, List.of(), 4))
        .extracting("number")
        .containsExactly(1, 2, 3, 4);
    assertThat(Snapshot.chosen(best.subList(0, 1), running, 9))
        .extracting("number")
        .containsExactly(1, 4, 8, 9);
    assertThat(Snapshot.chosen(List.of(), List.of(), 4)).isEmpty();
  }

  private static TrialView trial(int number) {
    return Samples.trial(number, "RUNNING", 0.5);
  }
}
