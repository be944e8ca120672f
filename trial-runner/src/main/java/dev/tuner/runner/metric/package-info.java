/**
 * What an evaluation measures. Every metric takes the examples as they come and keeps counts and
 * sums only, so that memory does not grow with the validation set. Batches of any size give the
 * same values: each example counts once.
 */
package dev.tuner.runner.metric;
