package dev.tuner.runner.training;

/**
 * Everything needed to continue training as if it had never stopped. Randomness needs the seed
 * alone: every draw is a function of it and these counters.
 *
 * @param seed the trial's seed
 * @param step evaluations so far
 * @param optimizerStep optimizer steps so far, skipped ones included
 * @param skippedSteps optimizer steps skipped because a gradient was not finite
 * @param position where to go on in the data
 * @param parameters the fp32 master parameters
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying would double the memory
public record TrainingState(
    long seed,
    long step,
    long optimizerStep,
    long skippedSteps,
    DataPosition position,
    LossScaler.State scaler,
    Optimizer.State optimizer,
    float[] parameters) {}
