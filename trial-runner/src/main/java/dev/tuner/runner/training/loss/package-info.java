/**
 * What training minimises: each loss with its derivative, in 64 bits on the host, whatever engine
 * and precision the network runs in. The loss scale multiplies the derivative here, so that no
 * library's loss can ignore it.
 */
package dev.tuner.runner.training.loss;
