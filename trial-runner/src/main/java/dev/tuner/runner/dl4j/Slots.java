package dev.tuner.runner.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where one tensor of parameters and its gradient live on the device.
 *
 * @param trains false if it is frozen: no gradient is wanted
 */
record Slots(INDArray value, INDArray gradient, boolean trains) {}
