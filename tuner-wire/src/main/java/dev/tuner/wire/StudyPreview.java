package dev.tuner.wire;

import java.util.List;
import java.util.Map;

/**
 * What {@code POST /studies:validate} answers: nothing is stored.
 *
 * @param definition the study with every default filled in
 * @param configs the first five configs that the study would try
 * @param milestones the steps at which trials are compared
 * @param maxStep the step at which a trial is complete; absent when trials end by themselves
 * @param expected what the study would do, if it is not ended early
 */
public record StudyPreview(
    Map<String, Object> definition,
    List<Map<String, Object>> configs,
    List<Long> milestones,
    Long maxStep,
    Expected expected) {

  /**
   * Played through with trials that all keep improving and whose quality is drawn at random.
   *
   * @param trials how many trials are started
   * @param rungs how many of them reach each milestone; empty when trials end by themselves
   * @param steps how many steps all trials train together; absent when trials end by themselves
   * @param gpuHours GPUs times hours that they hold for that; absent unless {@code
   *     seconds_per_step} was given; {@code cpuHours} the same for CPU cores
   */
  public record Expected(
      long trials, List<ExpectedRung> rungs, Long steps, Double gpuHours, Double cpuHours) {}

  /** How many trials of a bracket are expected to reach a milestone. */
  public record ExpectedRung(int bracket, long milestone, long trials) {}
}
