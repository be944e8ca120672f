package dev.tuner.search.scheduler;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a scheduler would do with a study, played through with trials that all keep improving and
 * whose quality is drawn at random.
 *
 * @param rungs by bracket, then by milestone
 * @param steps how many steps all trials train together; empty when trials end by themselves
 */
public record Forecast(List<ExpectedRung> rungs, OptionalLong steps) {

  /**
   * One rung.
   *
   * @param milestone the last one of a bracket is the step at which a trial is complete
   * @param trials how many are expected to reach it
   */
  public record ExpectedRung(int bracket, long milestone, long trials) {}

  /**
   * @param trials how many trials the study starts
   * @param workers how many of them run at the same time at most
   */
  public static Forecast of(TrialScheduler scheduler, long trials, int workers) {
    return new Rehearsal(scheduler, trials, workers).play();
  }
}
