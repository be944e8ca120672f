/** Replays real learning curves with the classes of the service and compares what is found. */
package dev.tuner.benchmarks.quality;
