package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.Layer;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link Layer.Dropout}: masks are drawn on the host, so that a seed gives the same everywhere. */
final class DropoutNode implements Node {

  private static final int LANE_BITS = 16; // one draw of 64 bits decides four values

  private final double rate;
  private INDArray mask;

  DropoutNode(Layer.Dropout layer) {
    rate = layer.rate();
  }

  @Override
  public INDArray forward(INDArray input, Pass pass) {
    if (!pass.training()) {
      return input;
    }
    var drawn = draw((int) input.length(), pass.random().split());
    mask = Nd4j.createFromArray(drawn).reshape('c', input.shape());
    return input.mul(mask);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    return gradient.mul(mask);
  }

  private float[] draw(int count, SplittableRandom random) {
    int dropped = (int) Math.round(rate * (1 << LANE_BITS));
    float kept = (float) (1 / (1 - rate));
    var values = new float[count];
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits = i % (Long.SIZE / LANE_BITS) == 0 ? random.nextLong() : bits >>> LANE_BITS;
      values[i] = (bits & 0xffff) < dropped ? 0 : kept;
    }
    return values;
  }
}
