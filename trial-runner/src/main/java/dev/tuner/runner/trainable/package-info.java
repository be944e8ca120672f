/**
 * What a trial runs, and what it may ask of the trial that runs it. Knows no engine and no network:
 * a trainable is tested with a map and a temporary folder.
 */
package dev.tuner.runner.trainable;
