/**
 * Networks described without any library: shapes, layers, where each layer's parameters lie in the
 * flat vector, and the architectures a recipe can name. An engine runs what stands here.
 */
package dev.tuner.runner.training.network;
