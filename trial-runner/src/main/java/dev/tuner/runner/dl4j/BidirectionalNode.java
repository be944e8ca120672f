package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.SequenceLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** {@link SequenceLayer.Bidirectional}: two recurrent layers, one of items in reverse. */
final class BidirectionalNode implements Node {

  private final boolean last;
  private final int units;
  private final RecurrentNode ahead;
  private final RecurrentNode back;

  BidirectionalNode(SequenceLayer.Bidirectional layer, Graph graph) {
    last = layer.last();
    units = layer.units();
    ahead = new RecurrentNode(layer.forward(), graph);
    back = new RecurrentNode(layer.backward(), graph);
  }

  @Override
  public INDArray forward(INDArray sequence, Pass pass) {
    var first = ahead.forward(sequence, pass);
    var second = back.forward(reversed(sequence), pass);
    return last ? Nd4j.concat(1, first, second) : Nd4j.concat(2, first, reversed(second));
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    var first = ahead.backward(features(gradient, 0), inputToo);
    var errors = features(gradient, units);
    var second = back.backward(last ? errors : reversed(errors), inputToo);
    return inputToo ? first.add(reversed(second)) : gradient;
  }

  /** A copy of one direction's features. */
  private INDArray features(INDArray both, int from) {
    var all = NDArrayIndex.all();
    var own = NDArrayIndex.interval(from, from + units);
    return (last ? both.get(all, own) : both.get(all, all, own)).dup('c');
  }

  /** A copy with the items in reverse. */
  private static INDArray reversed(INDArray sequence) {
    var result = Native.emptyLike(sequence);
    Native.run("reverse", new INDArray[] {sequence.dup('c')}, new INDArray[] {result}, 1);
    return result;
  }

  @Override
  public boolean trains() {
    return ahead.trains() || back.trains();
  }
}
