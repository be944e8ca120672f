/** Trials that people give to a study: finished elsewhere, or configs to run next. */
package dev.tuner.scheduler.given;
