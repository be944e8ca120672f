package dev.tuner.runner.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The native operations that layers are made of, by the names libnd4j gives them. */
final class Native {

  private Native() {}

  static INDArray empty(INDArray like, long... shape) {
    return Nd4j.createUninitialized(like.dataType(), shape, 'c');
  }

  static INDArray emptyLike(INDArray array) {
    return empty(array, array.shape());
  }

  /** The product of two matrices, either of them transposed first. */
  static INDArray product(INDArray left, boolean turnLeft, INDArray right, boolean turnRight) {
    long rows = left.size(turnLeft ? 1 : 0);
    long columns = right.size(turnRight ? 0 : 1);
    var result = empty(left, rows, columns);
    run(
        DynamicCustomOp.builder("matmul")
            .addInputs(left, right)
            .addOutputs(result)
            .addIntegerArguments(turnLeft ? 1 : 0, turnRight ? 1 : 0, 0));
    return result;
  }

  /** Runs {@code name} with these whole-number arguments. */
  static void run(String name, INDArray[] inputs, INDArray[] outputs, int... arguments) {
    run(
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(outputs)
            .addIntegerArguments(arguments));
  }

  /** Normalises each channel (dimension 1) by a given mean and variance, scales and shifts. */
  static void perChannel(ChannelRule rule, INDArray input, INDArray output) {
    run(
        DynamicCustomOp.builder("batchnorm")
            .addInputs(input, rule.mean(), rule.variance(), rule.scale(), rule.shift())
            .addOutputs(output)
            .addIntegerArguments(1, 1, 1)
            .addFloatingPointArguments(rule.epsilon()));
  }

  /** {@code (x - mean) / sqrt(variance + epsilon) × scale + shift}, one of each a channel. */
  record ChannelRule(
      INDArray mean, INDArray variance, INDArray scale, INDArray shift, double epsilon) {

    /** {@code x × scale + shift}. */
    static ChannelRule affine(INDArray scale, INDArray shift) {
      return new ChannelRule(Nd4j.zerosLike(scale), Nd4j.onesLike(scale), scale, shift, 0);
    }
  }

  static void run(DynamicCustomOp.DynamicCustomOpsBuilder builder) {
    Nd4j.getExecutioner().exec(builder.build());
  }

  /** All dimensions but that of the channels. */
  static int[] othersThanChannels(INDArray array) {
    var dimensions = new int[array.rank() - 1];
    Arrays.setAll(dimensions, i -> i == 0 ? 0 : i + 1);
    return dimensions;
  }
}
