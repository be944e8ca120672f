package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.Layer;
import dev.tuner.runner.training.network.Norm;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** {@link Layer.Normalisation} over the examples of a batch, or of each ghost batch in it. */
final class BatchNormNode implements Node {

  /** Examples that are normalised together, and what was seen of them. */
  private record Ghost(INDArray input, int from, int to, INDArray mean, INDArray variance) {

    /** Values of one channel. */
    long values() {
      return input.length() / input.size(1);
    }

    INDArray of(INDArray whole) {
      return whole.get(NDArrayIndex.interval(from, to));
    }
  }

  private final int ghostSize;
  private final Slots scale;
  private final Slots shift;
  private final Slots mean; // value: running; gradient: of the batch
  private final Slots variance;
  private List<Ghost> ghosts = List.of();

  BatchNormNode(Layer.Normalisation layer, Graph graph) {
    ghostSize = layer.norm().size();
    scale = graph.slots(layer.name() + ".scale");
    shift = graph.slots(layer.name() + ".shift");
    mean = graph.statistics(layer.name() + ".mean");
    variance = graph.statistics(layer.name() + ".variance");
  }

  @Override
  public INDArray forward(INDArray features, Pass pass) {
    var input = Rows.of(features);
    var output = Native.emptyLike(input);
    if (!pass.training() || !trains()) {
      Native.perChannel(rule(mean.value(), variance.value()), input, output);
      return output.reshape('c', features.shape());
    }
    ghosts = ghosts(input);
    for (var ghost : ghosts) {
      Native.perChannel(rule(ghost.mean(), ghost.variance()), ghost.input(), ghost.of(output));
    }
    keepStatistics(input.size(0));
    return output.reshape('c', features.shape());
  }

  private Native.ChannelRule rule(INDArray center, INDArray spread) {
    return new Native.ChannelRule(center, spread, scale.value(), shift.value(), Norm.EPSILON);
  }

  /** Divides the rows as evenly as they go into batches of about the wanted size. */
  private List<Ghost> ghosts(INDArray input) {
    int rows = (int) input.size(0);
    int count = ghostSize == 0 ? 1 : Math.max(1, Math.round((float) rows / ghostSize));
    List<Ghost> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) rows * i / count);
      int to = (int) ((long) rows * (i + 1) / count);
      var part = count == 1 ? input : input.get(NDArrayIndex.interval(from, to));
      all.add(seen(part, from, to));
    }
    return all;
  }

  private static Ghost seen(INDArray part, int from, int to) {
    int[] others = Native.othersThanChannels(part);
    var center = part.mean(others);
    var square = part.norm2(others);
    square.muli(square).divi((double) part.length() / part.size(1));
    var spread = square.subi(center.mul(center));
    return new Ghost(part, from, to, center, Nd4j.math().max(spread, Nd4j.zerosLike(spread)));
  }

  /** The mean over the ghost batches, and of the variances the unbiased estimates. */
  private void keepStatistics(long rows) {
    mean.gradient().assign(0);
    variance.gradient().assign(0);
    for (var ghost : ghosts) {
      double share = (double) (ghost.to() - ghost.from()) / rows;
      double unbiased = (double) ghost.values() / Math.max(1, ghost.values() - 1);
      mean.gradient().addi(ghost.mean().mul(share));
      variance.gradient().addi(ghost.variance().mul(share * unbiased));
    }
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    var errors = Rows.of(gradient);
    var result = Native.emptyLike(errors);
    if (!trains()) {
      var zeros = Nd4j.zerosLike(mean.value());
      var linear =
          new Native.ChannelRule(zeros, variance.value(), scale.value(), zeros, Norm.EPSILON);
      Native.perChannel(linear, errors, result);
      return result.reshape('c', gradient.shape());
    }
    scale.gradient().assign(0);
    shift.gradient().assign(0);
    for (var ghost : ghosts) {
      backward(ghost, ghosts.size() == 1 ? errors : ghost.of(errors), ghost.of(result));
    }
    return result.reshape('c', gradient.shape());
  }

  private void backward(Ghost ghost, INDArray errors, INDArray result) {
    var byScale = Native.emptyLike(scale.value());
    var byShift = Native.emptyLike(scale.value());
    var unused = Native.emptyLike(scale.value());
    Native.run(
        org.nd4j.linalg.api.ops.DynamicCustomOp.builder("batchnorm_bp")
            .addInputs(
                ghost.input(), ghost.mean(), ghost.variance(), scale.value(), shift.value(), errors)
            .addOutputs(result, unused, Native.emptyLike(unused), byScale, byShift)
            .addIntegerArguments(1, 1, 1)
            .addFloatingPointArguments(Norm.EPSILON));
    scale.gradient().addi(byScale);
    shift.gradient().addi(byShift);
  }

  @Override
  public boolean trains() {
    return scale.trains();
  }
}
