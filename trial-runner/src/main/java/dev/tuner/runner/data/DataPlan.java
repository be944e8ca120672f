package dev.tuner.runner.data;

import dev.tuner.runner.training.RandomStreams;

/**
 * How a split data set is trained on.
 *
 * @param scaled whether features are brought to mean 0 and deviation 1
 * @param fillsMissing whether missing numbers become the mean, instead of being refused
 * @param shard which part of the training examples this process trains on, from 0
 * @param shards how many parts there are
 * @param random the trial's randomness
 */
public record DataPlan(
    boolean scaled,
    boolean fillsMissing,
    Imbalance imbalance,
    Augmentation augmentation,
    CachePlan cache,
    int shard,
    int shards,
    RandomStreams random) {}
