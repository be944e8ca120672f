/** What is asked of a trained model: the options that {@code tuner} and the trial-runner share. */
package dev.tuner.client.model;
