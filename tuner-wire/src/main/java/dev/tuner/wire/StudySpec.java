package dev.tuner.wire;

import java.util.List;
import java.util.Map;

/**
 * What a caller sends to create a study. Only {@code name}, {@code metric} (or {@code metrics}) and
 * {@code space} are required.
 *
 * @param metric the reported metric that the study optimises
 * @param mode {@code "min"} (default) or {@code "max"}
 * @param metrics in place of metric and mode: up to four metrics that are optimised together
 * @param space parameter name to domain, nested maps allowed
 * @param constraints expressions that every config must make true
 * @param search {@code {"type": "random"}} and the searcher's own parameters
 * @param scheduler {@code {"type": "asha", ...}} and the scheduler's own parameters
 * @param numSamples how many trials the study starts at most; default 10
 * @param maxConcurrentTrials how many of them run at the same time at most; default unlimited
 * @param timeBudget ISO-8601 duration, from the study's start, after which no trial is started or
 *     continued
 * @param startAt ISO-8601 time at which the study starts; default: when it is created
 * @param gpuHours GPUs times hours that all trials together may hold; then the study ends
 * @param cpuHours the same for CPU cores
 * @param target the study is complete when a trial reports this value of the metric or a better one
 * @param plateau the study is complete when nothing has become better for so long
 * @param maxFailures the study fails when more trials than this have failed
 * @param resourcesPerTrial what one trial needs; default one CPU
 * @param priority a study of a higher one gets workers first; -1000..1000, default 0
 * @param weight studies of the same priority share the workers in proportion to it; 0.001..1000,
 *     default 1
 * @param trainable what a trial runs, with its settings
 * @param importFrom the id of an earlier study with the same metric; its trials whose configs lie
 *     in this space are imported
 * @param seed makes every draw of the study repeatable; default: chosen by the service and shown in
 *     the study
 */
public record StudySpec(
    String name,
    String metric,
    String mode,
    List<Objective> metrics,
    Map<String, Object> space,
    List<String> constraints,
    Map<String, Object> search,
    Map<String, Object> scheduler,
    Integer numSamples,
    Integer maxConcurrentTrials,
    String timeBudget,
    String startAt,
    Double gpuHours,
    Double cpuHours,
    Double target,
    Plateau plateau,
    Integer maxFailures,
    TrialResources resourcesPerTrial,
    Integer priority,
    Double weight,
    Map<String, Object> trainable,
    FailurePolicy failure,
    CheckpointPolicy checkpoints,
    String importFrom,
    Long seed) {

  /**
   * What one trial needs of its worker.
   *
   * @param cpu CPU cores; default 1
   * @param gpu a part of one GPU, or a whole number of them; default 0
   * @param gpuMemory on each of its GPUs: bytes, or a text such as {@code "16GB"}; default: as
   *     large a part of the device's memory as of the device
   * @param computeCapability the least that its GPUs must have, such as {@code "8.0"}
   * @param labels that the worker must have, with these values
   */
  public record TrialResources(
      Double cpu,
      Double gpu,
      Object gpuMemory,
      String computeCapability,
      Map<String, String> labels) {
    public TrialResources(double cpu, double gpu) {
      this(cpu, gpu, null, null, null);
    }
  }

  /** A metric that is optimised; {@code mode} is {@code "min"} (default) or {@code "max"}. */
  public record Objective(String name, String mode) {}

  /**
   * Either {@code trials} or {@code steps} is given.
   *
   * @param trials how many more trials have reported without an improvement
   * @param steps how many more steps all trials have trained without an improvement
   * @param minDelta by how much the best value must get better to count; default 0
   */
  public record Plateau(Long trials, Long steps, Double minDelta) {}

  /**
   * @param maxRetries how often a trial is started again after its worker or its process was lost;
   *     0..100, default 2
   */
  public record FailurePolicy(Integer maxRetries) {}

  /**
   * @param keepBest how many ended trials keep their best checkpoint; 1..1000, default 3
   */
  public record CheckpointPolicy(Integer keepBest) {}
}
