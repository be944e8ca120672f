package dev.tuner.runner.trainable;

/** What a trial runs: trains one config, reports as it goes, and ends when told to. */
@FunctionalInterface
public interface Trainable {

  /**
   * Trains the config of {@code trial} until the trainable is done or a report says to end, then
   * returns. Returning is the only way to end well, whoever asked for it.
   *
   * <p>A trainable that finds {@link TrialContext#checkpoint()} continues from it; without one it
   * starts from scratch. The same config, settings and seed give the same measurements, whether or
   * not the trial was interrupted in between.
   *
   * <p>Training that diverges is no error: the trainable reports NaN.
   *
   * @throws InvalidTrialException if the config or the settings cannot be trained; thrown before
   *     the first step
   * @throws Exception if training fails for any other reason; the trial is then FAILED
   */
  void train(TrialContext trial) throws Exception;
}
