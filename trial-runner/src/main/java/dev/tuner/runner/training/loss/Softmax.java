package dev.tuner.runner.training.loss;

/** Logarithms of class probabilities, without overflow or underflow. */
final class Softmax {

  private Softmax() {}

  static double[] logarithms(Loss.Example example) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = example.start(); i < example.end(); i++) {
      largest = Math.max(largest, example.outputs()[i]);
    }
    var logarithms = new double[example.length()];
    double sum = 0;
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = example.outputs()[example.start() + i] - largest;
      sum += Math.exp(logarithms[i]);
    }
    double normaliser = Math.log(sum);
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] -= normaliser;
    }
    return logarithms;
  }
}
