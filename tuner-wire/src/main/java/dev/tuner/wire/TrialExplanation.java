package dev.tuner.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Why a trial has its config, and why it was stopped, paused or promoted. Values are those of the
 * study's metric.
 *
 * @param decisions oldest first
 */
public record TrialExplanation(
    String trialId, String studyId, int number, String state, Choice choice, List<Why> decisions) {

  /**
   * How the config was chosen.
   *
   * @param words by chance, by a person, or by a model of the results
   * @param basis the same in numbers; absent of trials that were made before this was kept
   * @param searcher the type of the study's searcher now
   */
  public record Choice(
      String words, BasisView basis, String searcher, Map<String, Object> config) {}

  /**
   * A decision and what it rested on.
   *
   * @param kind {@code CONTINUE}, {@code STOP}, {@code PAUSE} or {@code PROMOTE}
   * @param cause {@code REPORT}, {@code PROMOTION}, {@code TRIAL} (ended by itself), {@code ERROR},
   *     {@code PERSON}, {@code STUDY} (its end), {@code EXTENSION}, {@code CHANGE} (of the
   *     scheduler) or {@code RETRY}
   * @param value the trial's value at the milestone
   * @param needed the value that would just have gone on; absent when nobody went on yet
   * @param justBetter the trials just better in the rung then, nearest first; at most 3
   * @param best the best one in the rung then; absent when the trial itself was
   * @param words all of it in words
   */
  public record Why(
      String kind,
      String cause,
      long step,
      Long milestone,
      Integer rungSize,
      Integer rank,
      Double value,
      Double needed,
      List<Rival> justBetter,
      Rival best,
      String words,
      Instant decidedAt) {}

  /** Another trial of the study and its value at the same milestone. */
  public record Rival(int number, double value) {}
}
