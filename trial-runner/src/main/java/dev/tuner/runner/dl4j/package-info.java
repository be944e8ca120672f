/**
 * The DL4J engine: SameDiff graphs behind the harness's {@link dev.tuner.runner.training.Engine},
 * and the trainable type {@code dl4j}. The only package that imports ND4J.
 */
package dev.tuner.runner.dl4j;
