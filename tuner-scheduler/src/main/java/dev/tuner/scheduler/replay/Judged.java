package dev.tuner.scheduler.replay;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.scheduler.Progress;
import dev.tuner.search.scheduler.TrialScheduler;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The scheduler of a study over trials that are told again: which bracket each is in. */
final class Judged {

  private final StudyDefinition definition;
  private final TrialScheduler scheduler;
  private final int[] imported;
  private final Map<Integer, Integer> brackets = new HashMap<>();

  /**
   * @param scheduler the study's own, or another one
   * @param imported the numbers of the trials that were imported, ascending
   */
  Judged(StudyDefinition definition, TrialScheduler scheduler, int[] imported) {
    this.definition = definition;
    this.scheduler = scheduler;
    this.imported = imported;
  }

  TrialScheduler scheduler() {
    return scheduler;
  }

  /** The bracket that the scheduler gives to the trial. */
  int bracket(int trial) {
    return brackets.computeIfAbsent(
        trial,
        number ->
            scheduler.bracket(
                turn(number), TrialRandom.of(definition.seed(), number, Purpose.BRACKET)));
  }

  /** The trial's turn among those that run here. */
  private int turn(int number) {
    var place = Arrays.binarySearch(imported, number);
    return number - (place < 0 ? -place - 1 : place);
  }

  /** Where a trial stands that ended without another report. */
  Progress ended(int trial, long step) {
    return new Progress(trial, bracket(trial), step, Double.NaN);
  }

  Progress progress(LogEvent.Reported report) {
    return progress(report.trial(), report.step(), report.value(), report.metrics());
  }

  /**
   * @param value the first metric
   * @param metrics all metrics, as stored JSON
   */
  Progress progress(int trial, long step, double value, String metrics) {
    var objectives = definition.objectives();
    List<Double> losses =
        objectives.areSeveral() ? objectives.severalLosses(Json.metrics(metrics)) : List.of();
    return new Progress(trial, bracket(trial), step, objectives.first().mode().loss(value), losses);
  }
}
