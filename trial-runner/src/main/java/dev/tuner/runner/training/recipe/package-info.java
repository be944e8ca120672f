/**
 * Recipes: from a trial's config and settings to a training loop. Every choice is a named, tunable
 * field; the engine comes from outside.
 */
package dev.tuner.runner.training.recipe;
