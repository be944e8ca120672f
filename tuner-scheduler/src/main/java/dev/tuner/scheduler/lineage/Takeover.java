package dev.tuner.scheduler.lineage;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A trial went on from the weights of another one, or with another config from its own.
 *
 * @param sequence the place in the study's log of the decision to go on
 * @param step the trial's last step then
 * @param donor the number of the trial whose weights it took; its own where only its config changed
 * @param donorStep the step of those weights
 * @param seed of the training from here on, which is that of the weights
 */
public record Takeover(
    UUID trialId,
    long sequence,
    long step,
    UUID donorId,
    int donor,
    long donorStep,
    long seed,
    Map<String, Object> oldConfig,
    Map<String, Object> newConfig,
    Instant at) {

  /** Whether the weights are the trial's own. */
  public boolean keepsWeights() {
    return donorId.equals(trialId);
  }
}
