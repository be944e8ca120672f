package dev.tuner.runner.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The dropout masks of a graph: drawn on the host, so that a seed gives the same everywhere. */
final class DropoutMasks {

  private record Mask(String name, int width, double rate) {}

  private static final int LANE_BITS = 16; // one draw of 64 bits decides four values

  private final List<Mask> masks = new ArrayList<>();

  SDVariable placeHolder(SameDiff graph, int width, double rate) {
    var mask = new Mask("mask" + masks.size(), width, rate);
    masks.add(mask);
    return graph.placeHolder(mask.name(), DataType.FLOAT, -1, width);
  }

  /** Adds this call's masks to the placeholders' values. */
  void draw(int examples, long seed, Map<String, INDArray> values) {
    var random = new SplittableRandom(seed);
    for (var mask : masks) {
      var drawn = Nd4j.createFromArray(values(examples * mask.width(), mask.rate(), random));
      values.put(mask.name(), drawn.reshape(examples, mask.width()));
    }
  }

  private static float[] values(int count, double rate, SplittableRandom random) {
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
