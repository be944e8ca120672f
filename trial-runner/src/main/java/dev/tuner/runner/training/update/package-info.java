/**
 * What happens to a gradient: loss scaling, clipping, weight decay, optimizers, learning rates and
 * averages of the weights, all in plain Java on flat fp32 vectors, whatever engine made them.
 */
package dev.tuner.runner.training.update;
