package dev.tuner.runner.trainable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The trial as its trainable sees it. Used by one thread, the one that trains. */
public interface TrialContext {

  /** The trial's config: JSON values (text, number, boolean, list, nested map). Never null. */
  Map<String, Object> config();

  /** The study's {@code trainable} section: JSON values, {@code type} among them. Never null. */
  Map<String, Object> settings();

  /** The trial's own seed: the only source of randomness a trainable may use. */
  long seed();

  /** The last step this trial is wanted for, or empty if only the trainable knows the end. */
  OptionalLong maxStep();

  /**
   * A local file that this trainable wrote in an earlier run of the same trial, to continue from.
   * Empty means: train from scratch. It may be older than the last reported step: the steps in
   * between are trained again and reported again, and {@link #report} drops them silently.
   */
  Optional<Path> checkpoint();

  /**
   * Says what runs the trial, to be kept with it; called once, before the first report.
   *
   * @param version of the program
   * @param environment machine and libraries by name
   * @throws IOException if the context cannot keep it
   * @throws InterruptedException if the trial is being aborted
   */
  default void ranBy(String version, Map<String, String> environment)
      throws IOException, InterruptedException {}

  /**
   * Reports one evaluation.
   *
   * <p>The context decides whether this step is worth a checkpoint, and if so calls {@code
   * checkpoint} once, on this thread, before the report is sent: training that is paused here can
   * always go on from here. A step reported before (by an earlier run of the trial) is neither
   * written nor sent again, and the answer is to go on.
   *
   * @param step evaluations so far, this one included: 1 for the first, then one more each time,
   *     never reset by a resume
   * @param metrics the named values of this evaluation; NaN and infinities are allowed
   * @param checkpoint writes everything needed to continue after this step
   * @return true to go on; false to end now (stop, pause, release, cancellation): the trainable
   *     returns without reporting more
   * @throws IOException if the checkpoint cannot be written or the report cannot be delivered
   * @throws InterruptedException if the trial is being aborted
   */
  boolean report(long step, Map<String, Double> metrics, CheckpointWriter checkpoint)
      throws IOException, InterruptedException;
}
