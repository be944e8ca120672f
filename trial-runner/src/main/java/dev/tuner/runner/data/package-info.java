/** Labelled images: where they come from, how they are split, and how they become batches. */
package dev.tuner.runner.data;
