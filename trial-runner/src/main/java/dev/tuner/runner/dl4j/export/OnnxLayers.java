package dev.tuner.runner.dl4j.export;

import static dev.tuner.runner.dl4j.export.OnnxGraph.BATCH;
import static dev.tuner.runner.dl4j.export.OnnxGraph.whole;
import static dev.tuner.runner.dl4j.export.OnnxGraph.wholes;

import dev.tuner.runner.training.network.BranchingLayer;
import dev.tuner.runner.training.network.EmbeddingLayer;
import dev.tuner.runner.training.network.ImageLayer;
import dev.tuner.runner.training.network.Layer;
import dev.tuner.runner.training.network.Norm;
import dev.tuner.runner.training.network.SequenceLayer;
import dev.tuner.runner.training.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Writes the layers of a network into an ONNX graph, as they predict. */
final class OnnxLayers {

  private static final long INT64 = onnx.Onnx.TensorProto.DataType.INT64_VALUE;

  private final OnnxGraph graph;
  private final Function<String, float[]> tensors;

  /**
   * @param tensors the values of a tensor, by its name in the network
   */
  OnnxLayers(OnnxGraph graph, Function<String, float[]> tensors) {
    this.graph = graph;
    this.tensors = tensors;
  }

  /**
   * Adds these layers.
   *
   * @param shape of one example of {@code value}
   * @return their output
   */
  String chain(List<Layer> layers, Shape shape, String value) {
    var current = value;
    var sides = shape;
    for (var layer : layers) {
      current = add(layer, sides, current);
      sides = layer.output(sides);
    }
    return current;
  }

  private String add(Layer layer, Shape shape, String value) {
    if (layer instanceof Layer.Dense dense) {
      return dense(dense, shape, value);
    } else if (layer instanceof ImageLayer.Convolution convolution) {
      return convolution(convolution, (Shape.Image) shape, value);
    } else if (layer instanceof Layer.Normalisation norm) {
      return norm.norm().kind() == Norm.Kind.BATCH
          ? batchNorm(norm, value)
          : groupNorm(norm, shape, value);
    } else if (layer instanceof Layer.Activation activation) {
      boolean relu = activation.function() == Layer.Activation.Function.RELU;
      return graph.node(relu ? "Relu" : "Tanh", List.of(value));
    } else if (layer instanceof Layer.Dropout) {
      return value;
    }
    return shaping(layer, shape, value);
  }

  private String shaping(Layer layer, Shape shape, String value) {
    if (layer instanceof ImageLayer.MaxPool pool) {
      var square = new long[] {pool.size(), pool.size()};
      return graph.node(
          "MaxPool", List.of(value), wholes("kernel_shape", square), wholes("strides", square));
    } else if (layer instanceof Layer.GlobalAverage) {
      return average(shape, value);
    } else if (layer instanceof Layer.Flatten) {
      return graph.node("Flatten", List.of(value), whole("axis", 1));
    } else if (layer instanceof BranchingLayer.Residual residual) {
      var body = chain(residual.body(), shape, value);
      return graph.node("Add", List.of(body, chain(residual.shortcut(), shape, value)));
    } else if (layer instanceof BranchingLayer.Concatenation joined) {
      var body = chain(joined.body(), shape, value);
      return graph.node("Concat", List.of(value, body), whole("axis", 1));
    }
    return reading(layer, shape, value);
  }

  private String reading(Layer layer, Shape shape, String value) {
    if (layer instanceof SequenceLayer.Recurrent recurrent) {
      return new OnnxRecurrent(graph, tensors, recurrent).add((Shape.Sequence) shape, value);
    } else if (layer instanceof SequenceLayer.Bidirectional both) {
      return bothWays(both, (Shape.Sequence) shape, value);
    } else if (layer instanceof EmbeddingLayer.OfTokens embedding) {
      var tokens = flat(value, graph.whole(BATCH, shape.size()));
      return embedded(embedding.name(), embedding.dimension(), tokens);
    }
    return categories((EmbeddingLayer.OfCategories) layer, shape.size(), value);
  }

  private String bothWays(SequenceLayer.Bidirectional layer, Shape.Sequence shape, String value) {
    var forward = new OnnxRecurrent(graph, tensors, layer.forward()).add(shape, value);
    var backward = new OnnxRecurrent(graph, tensors, layer.backward()).add(shape, reversed(value));
    var inOrder = layer.last() ? backward : reversed(backward);
    return graph.node("Concat", List.of(forward, inOrder), whole("axis", -1));
  }

  private String reversed(String sequence) {
    var all = List.of(sequence, graph.whole(-1), graph.whole(Long.MIN_VALUE), graph.whole(1));
    var inputs = new ArrayList<>(all);
    inputs.add(graph.whole(-1));
    return graph.node("Slice", inputs);
  }

  private String dense(Layer.Dense layer, Shape shape, String value) {
    boolean sequence = shape instanceof Shape.Sequence;
    int inputs = sequence ? ((Shape.Sequence) shape).features() : shape.size();
    var weight = constant(layer.name() + ".weight", inputs, layer.units());
    var bias = constant(layer.name() + ".bias", layer.units());
    return sequence
        ? graph.node("Add", List.of(graph.node("MatMul", List.of(value, weight)), bias))
        : graph.node("Gemm", List.of(flat(value, graph.whole(BATCH, inputs)), weight, bias));
  }

  private String flat(String value, String shape) {
    return graph.node("Reshape", List.of(value, shape));
  }

  private String convolution(ImageLayer.Convolution layer, Shape.Image image, String value) {
    int seen = image.channels() / layer.groups();
    var inputs = new ArrayList<>(List.of(value));
    int kernel = layer.kernel();
    inputs.add(constant(layer.name() + ".weight", layer.filters(), seen, kernel, kernel));
    if (layer.bias()) {
      inputs.add(constant(layer.name() + ".bias", layer.filters()));
    }
    long high = padding(image.height(), layer);
    long wide = padding(image.width(), layer);
    return graph.node(
        "Conv",
        inputs,
        wholes("kernel_shape", kernel, kernel),
        wholes("strides", layer.stride(), layer.stride()),
        wholes("pads", high / 2, wide / 2, high - high / 2, wide - wide / 2),
        whole("group", layer.groups()));
  }

  /** So much that every stride has its place; the odd one comes after. */
  private static long padding(int side, ImageLayer.Convolution layer) {
    int steps = (side + layer.stride() - 1) / layer.stride();
    return Math.max(0, (steps - 1) * layer.stride() + layer.kernel() - side);
  }

  private String batchNorm(Layer.Normalisation layer, String value) {
    var inputs = new ArrayList<>(List.of(value));
    for (var name : List.of(".scale", ".shift", ".mean", ".variance")) {
      float[] values = tensors.apply(layer.name() + name);
      inputs.add(graph.constant(layer.name() + name, values, values.length));
    }
    return graph.node("BatchNormalization", inputs, OnnxGraph.real("epsilon", Norm.EPSILON));
  }

  /** Layer norm is group norm with one group. */
  private String groupNorm(Layer.Normalisation layer, Shape shape, String value) {
    int groups = layer.norm().kind() == Norm.Kind.GROUP ? layer.norm().size() : 1;
    var grouped = flat(value, graph.whole(BATCH, groups, shape.size() / groups));
    float[] ones = new float[groups];
    Arrays.fill(ones, 1);
    var scale = graph.constant(layer.name() + ".one", ones, groups);
    var shift = graph.constant(layer.name() + ".zero", new float[groups], groups);
    var epsilon = OnnxGraph.real("epsilon", Norm.EPSILON);
    var normal = graph.node("InstanceNormalization", List.of(grouped, scale, shift), epsilon);
    long[] sides =
        shape instanceof Shape.Image image
            ? new long[] {BATCH, image.channels(), image.height(), image.width()}
            : new long[] {BATCH, shape.size()};
    var whole = flat(normal, graph.whole(sides));
    var scaled = graph.node("Mul", List.of(whole, channelwise(layer.name() + ".scale", shape)));
    return graph.node("Add", List.of(scaled, channelwise(layer.name() + ".shift", shape)));
  }

  private String channelwise(String name, Shape shape) {
    int channels = Layer.channels(shape);
    return shape instanceof Shape.Image ? constant(name, channels, 1, 1) : constant(name, channels);
  }

  private String average(Shape shape, String value) {
    if (shape instanceof Shape.Vector) {
      return value;
    }
    long[] axes = shape instanceof Shape.Image ? new long[] {2, 3} : new long[] {1};
    return graph.node("ReduceMean", List.of(value), wholes("axes", axes), whole("keepdims", 0));
  }

  private String embedded(String name, int dimension, String tokens) {
    float[] table = tensors.apply(name + ".weight");
    var rows = graph.constant(name + ".weight", table, table.length / dimension, dimension);
    var whole = graph.node("Cast", List.of(tokens), whole("to", INT64));
    return graph.node("Gather", List.of(rows, whole), whole("axis", 0));
  }

  private String categories(EmbeddingLayer.OfCategories layer, int inputs, String value) {
    var parts = new ArrayList<String>();
    var vectors = new ArrayList<String>();
    int next = 0;
    for (int i = 0; i < layer.columns().size(); i++) {
      var column = layer.columns().get(i);
      addColumns(value, next, column.from(), parts);
      next = column.from() + column.width();
      var table = constant(layer.name() + i + ".weight", column.width(), layer.dimension());
      vectors.add(graph.node("MatMul", List.of(columns(value, column.from(), next), table)));
    }
    addColumns(value, next, inputs, parts);
    parts.addAll(vectors);
    return graph.node("Concat", parts, whole("axis", 1));
  }

  private void addColumns(String value, int from, int to, List<String> parts) {
    if (to > from) {
      parts.add(columns(value, from, to));
    }
  }

  private String columns(String value, int from, int to) {
    return graph.node("Slice", List.of(value, graph.whole(from), graph.whole(to), graph.whole(1)));
  }

  private String constant(String name, long... shape) {
    return graph.constant(name, tensors.apply(name), shape);
  }
}
