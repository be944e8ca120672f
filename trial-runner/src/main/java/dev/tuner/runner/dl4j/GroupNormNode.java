package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.Layer;
import dev.tuner.runner.training.network.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link Layer.Normalisation} of each example, over all its channels or over groups of them. */
final class GroupNormNode implements Node {

  private final int groups;
  private final Slots scale;
  private final Slots shift;
  private INDArray normalised;
  private INDArray inverse; // 1 / standard deviation, one a row of the grouped values

  GroupNormNode(Layer.Normalisation layer, Graph graph) {
    groups = layer.norm().kind() == Norm.Kind.GROUP ? layer.norm().size() : 1;
    scale = graph.slots(layer.name() + ".scale");
    shift = graph.slots(layer.name() + ".shift");
  }

  @Override
  public INDArray forward(INDArray features, Pass pass) {
    var input = Rows.of(features);
    var grouped = grouped(input);
    var centred = grouped.subColumnVector(column(grouped.mean(1)));
    var variance = centred.mul(centred).mean(1);
    inverse = column(Transforms.pow(variance.addi(Norm.EPSILON), -0.5));
    normalised = centred.muliColumnVector(inverse).reshape('c', input.shape());
    var output = Native.emptyLike(input);
    Native.perChannel(Native.ChannelRule.affine(scale.value(), shift.value()), normalised, output);
    return output.reshape('c', features.shape());
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    var errors = Rows.of(gradient);
    int[] others = Native.othersThanChannels(errors);
    if (trains()) {
      scale.gradient().assign(errors.mul(normalised).sum(others));
      shift.gradient().assign(errors.sum(others));
    }
    var scaled = Native.emptyLike(errors);
    var zeros = Nd4j.zerosLike(scale.value());
    Native.perChannel(Native.ChannelRule.affine(scale.value(), zeros), errors, scaled);
    var byGroup = grouped(scaled);
    var values = grouped(normalised);
    var product = column(byGroup.mul(values).mean(1));
    var result = byGroup.subColumnVector(column(byGroup.mean(1)));
    result.subi(values.mulColumnVector(product)).muliColumnVector(inverse);
    return result.reshape('c', gradient.shape());
  }

  private INDArray grouped(INDArray array) {
    long rows = array.size(0) * groups;
    return array.reshape('c', rows, array.length() / rows);
  }

  private static INDArray column(INDArray vector) {
    return vector.reshape('c', vector.length(), 1);
  }

  @Override
  public boolean trains() {
    return scale.trains();
  }
}
