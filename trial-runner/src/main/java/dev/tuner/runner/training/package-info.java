/**
 * The training harness: everything between an engine's gradients and a trial's measurements. One
 * flat fp32 vector holds the parameters, one the gradient; loss scaling, accumulation, clipping,
 * decay, optimizers, schedules and checkpoints work on those in plain Java and serve every engine.
 */
package dev.tuner.runner.training;
