package dev.tuner.runner.dl4j.export;

import dev.tuner.runner.training.network.SequenceLayer;
import dev.tuner.runner.training.network.SequenceLayer.Cell;
import dev.tuner.runner.training.network.Shape;
import java.util.List;
import java.util.function.Function;
import onnx.Onnx.AttributeProto;

/**
 * Writes a recurrent layer into an ONNX graph, whose cells have their gates in another order and
 * their weights turned round.
 *
 * @see <a href="https://onnx.ai/onnx/operators/onnx__LSTM.html">LSTM</a>
 * @see <a href="https://onnx.ai/onnx/operators/onnx__GRU.html">GRU</a>
 */
final class OnnxRecurrent {

  private final OnnxGraph graph;
  private final Function<String, float[]> tensors;
  private final SequenceLayer.Recurrent layer;

  OnnxRecurrent(OnnxGraph graph, Function<String, float[]> tensors, SequenceLayer.Recurrent layer) {
    this.graph = graph;
    this.tensors = tensors;
    this.layer = layer;
  }

  String add(Shape.Sequence shape, String value) {
    int units = layer.units();
    long width = (long) layer.cell().gates() * units;
    var turn = OnnxGraph.wholes("perm", 1, 0, 2); // ONNX reads item after item
    var inputs =
        List.of(
            graph.node("Transpose", List.of(value), turn),
            constant("input_weight", gates("input_weight"), width, shape.features()),
            constant("state_weight", gates("state_weight"), width, units),
            constant("bias", joined(gates("input_bias"), gates("state_bias")), 2 * width));
    if (layer.last()) {
      cell(inputs, List.of("", layer.name() + ".last"));
      return graph.node("Squeeze", List.of(layer.name() + ".last", graph.whole(0)));
    }
    cell(inputs, List.of(layer.name() + ".states"));
    var states = graph.node("Squeeze", List.of(layer.name() + ".states", graph.whole(1)));
    return graph.node("Transpose", List.of(states), turn);
  }

  private void cell(List<String> inputs, List<String> outputs) {
    var units = OnnxGraph.whole("hidden_size", layer.units());
    // The reset gate acts on the state's product, bias included.
    var attributes =
        layer.cell() == Cell.LSTM
            ? new AttributeProto[] {units}
            : new AttributeProto[] {units, OnnxGraph.whole("linear_before_reset", 1)};
    graph.node(layer.cell().name(), inputs, outputs, attributes);
  }

  /** Gate after gate, and of each unit after unit: columns become rows. */
  private float[] gates(String tensor) {
    float[] columns = tensors.apply(layer.name() + "." + tensor);
    int units = layer.units();
    int width = layer.cell().gates() * units;
    int rows = columns.length / width;
    // Ours: input, forget, cell, output; reset, update, new.
    int[] order = layer.cell() == Cell.LSTM ? new int[] {0, 3, 1, 2} : new int[] {1, 0, 2};
    var turned = new float[columns.length];
    int next = 0;
    for (int gate : order) {
      for (int unit = 0; unit < units; unit++) {
        for (int row = 0; row < rows; row++) {
          turned[next++] = columns[row * width + gate * units + unit];
        }
      }
    }
    return turned;
  }

  private static float[] joined(float[] first, float[] second) {
    var both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** A constant for the one direction there is. */
  private String constant(String name, float[] values, long... sides) {
    var shape = new long[sides.length + 1];
    shape[0] = 1;
    System.arraycopy(sides, 0, shape, 1, sides.length);
    return graph.constant(layer.name() + "." + name, values, shape);
  }
}
