/**
 * What the training harness costs and gains: against DL4J's own {@code fit}, against its engine
 * alone, against PyTorch, and technique against technique.
 */
package dev.tuner.benchmarks.training;
