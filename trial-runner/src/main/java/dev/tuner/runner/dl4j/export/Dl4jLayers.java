package dev.tuner.runner.dl4j.export;

import dev.tuner.runner.training.network.BranchingLayer;
import dev.tuner.runner.training.network.EmbeddingLayer;
import dev.tuner.runner.training.network.ImageLayer;
import dev.tuner.runner.training.network.Layer;
import dev.tuner.runner.training.network.Norm;
import dev.tuner.runner.training.network.SequenceLayer;
import dev.tuner.runner.training.network.Shape;
import dev.tuner.runner.training.recipe.PortableModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Adds a model's layers to a DL4J graph, and gives them its weights once the graph is built. */
final class Dl4jLayers {

  private final GraphBuilder graph;
  private final PortableModel model;
  private final Map<String, Map<String, INDArray>> weights = new HashMap<>();
  private int made;

  Dl4jLayers(GraphBuilder graph, PortableModel model) {
    this.graph = graph;
    this.model = model;
  }

  static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException(
        "DL4J has no layer that does %s; use --format onnx".formatted(what));
  }

  /** Adds the whole model; returns its output. */
  String addAll() {
    var layers = model.network().layers();
    int last = layers.size() - 1;
    var input = scaled();
    var body = layers.subList(0, last);
    var before = chain(body, model.network().input(), input);
    var shape = dev.tuner.runner.training.network.Network.output(body, model.network().input());
    return output((Layer.Dense) layers.get(last), shape.size(), before);
  }

  /** After {@code init}. */
  void setWeights(ComputationGraph built) {
    weights.forEach((layer, all) -> all.forEach(built.getLayer(layer)::setParam));
  }

  /** A normalisation by fixed numbers, whatever the batch. */
  private String scaled() {
    if (model.scaling().isEmpty()) {
      return "input";
    }
    var scaling = model.scaling().get();
    float[] mean = scaling.means();
    float[] factor = scaling.factors();
    boolean vectors = model.network().input() instanceof Shape.Vector && model.item().size() != 3;
    if (vectors) {
      mean = spread(mean, scaling.inner(), model.values());
      factor = spread(factor, scaling.inner(), model.values());
    } else if (model.item().size() == 3 && !model.scalesChannels()) {
      throw refused("the scaling of images column by column");
    }
    if (model.network().input() instanceof Shape.Sequence) {
      graph.addLayer("scaling", fixed(0), new RnnToFeedForwardPreProcessor(), "input");
    } else {
      graph.addLayer("scaling", fixed(0), "input");
    }
    int length = mean.length;
    normalisation("scaling", mean, filled(length, 1), factor, filled(length, 0));
    return "scaling";
  }

  /** {@code values}, one a group, for each of {@code count} places. */
  private static float[] spread(float[] values, int inner, int count) {
    var all = new float[count];
    for (int i = 0; i < count; i++) {
      all[i] = values[i / inner % values.length];
    }
    return all;
  }

  private static float[] filled(int length, float value) {
    var all = new float[length];
    Arrays.fill(all, value);
    return all;
  }

  private static BatchNormalization fixed(double epsilon) {
    return new BatchNormalization.Builder().eps(epsilon).useLogStd(false).build();
  }

  private void normalisation(
      String name, float[] mean, float[] variance, float[] scale, float[] shift) {
    put(name, "mean", mean, 1, mean.length);
    put(name, "var", variance, 1, mean.length);
    put(name, "gamma", scale, 1, mean.length);
    put(name, "beta", shift, 1, mean.length);
  }

  private String chain(List<Layer> layers, Shape shape, String value) {
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
      var one = new DenseLayer.Builder().nOut(dense.units()).activation(Activation.IDENTITY);
      graph.addLayer(dense.name(), one.build(), value);
      put(dense.name(), "W", tensor(dense.name() + ".weight"), shape.size(), dense.units());
      put(dense.name(), "b", tensor(dense.name() + ".bias"), 1, dense.units());
      return dense.name();
    } else if (layer instanceof ImageLayer.Convolution convolution) {
      return convolution(convolution, (Shape.Image) shape, value);
    } else if (layer instanceof Layer.Normalisation norm) {
      return batchNorm(norm, value);
    } else if (layer instanceof Layer.Activation activation) {
      boolean relu = activation.function() == Layer.Activation.Function.RELU;
      return unnamed(new ActivationLayer(relu ? Activation.RELU : Activation.TANH), value);
    } else if (layer instanceof SequenceLayer.Recurrent recurrent) {
      return recurrent(recurrent, (Shape.Sequence) shape, value);
    }
    return shaping(layer, shape, value);
  }

  private String shaping(Layer layer, Shape shape, String value) {
    if (layer instanceof Layer.Dropout || layer instanceof Layer.Flatten) {
      return value; // DL4J flattens by itself, in the same order
    } else if (layer instanceof ImageLayer.MaxPool pool) {
      int size = pool.size();
      var one = new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX);
      return unnamed(one.kernelSize(size, size).stride(size, size).build(), value);
    } else if (layer instanceof Layer.GlobalAverage) {
      return unnamed(new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), value);
    } else if (layer instanceof BranchingLayer.Residual residual) {
      var body = chain(residual.body(), shape, value);
      var shortcut = chain(residual.shortcut(), shape, value);
      var name = "sum" + ++made;
      graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), body, shortcut);
      return name;
    } else if (layer instanceof BranchingLayer.Concatenation joined) {
      var body = chain(joined.body(), shape, value);
      var name = "joined" + ++made;
      graph.addVertex(name, new MergeVertex(), value, body);
      return name;
    }
    throw refused(
        layer instanceof EmbeddingLayer ? "embeddings like these" : "'bidirectional': true");
  }

  private String unnamed(org.deeplearning4j.nn.conf.layers.Layer layer, String value) {
    var name = "layer" + ++made;
    graph.addLayer(name, layer, value);
    return name;
  }

  private String convolution(ImageLayer.Convolution layer, Shape.Image image, String value) {
    var one =
        new ConvolutionLayer.Builder(layer.kernel(), layer.kernel())
            .stride(layer.stride(), layer.stride())
            .convolutionMode(ConvolutionMode.Same)
            .nOut(layer.filters())
            .hasBias(layer.bias())
            .activation(Activation.IDENTITY);
    graph.addLayer(layer.name(), one.build(), value);
    float[] kernel = layer.overAllChannels(tensor(layer.name() + ".weight"));
    int side = layer.kernel();
    put(layer.name(), "W", kernel, layer.filters(), image.channels(), side, side);
    if (layer.bias()) {
      put(layer.name(), "b", tensor(layer.name() + ".bias"), 1, layer.filters());
    }
    return layer.name();
  }

  private String batchNorm(Layer.Normalisation layer, String value) {
    if (layer.norm().kind() != Norm.Kind.BATCH) {
      throw refused(
          "'norm': '%s'".formatted(layer.norm().kind().name().toLowerCase(java.util.Locale.ROOT)));
    }
    var name = layer.name();
    graph.addLayer(name, fixed(Norm.EPSILON), value);
    normalisation(
        name,
        tensor(name + ".mean"),
        tensor(name + ".variance"),
        tensor(name + ".scale"),
        tensor(name + ".shift"));
    return name;
  }

  private String recurrent(SequenceLayer.Recurrent layer, Shape.Sequence shape, String value) {
    if (layer.cell() != SequenceLayer.Cell.LSTM) {
      throw refused("'model': 'gru'");
    }
    int units = layer.units();
    var cell = new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
    var name = layer.name();
    var wanted = layer.last() ? new LastTimeStep(cell) : cell;
    if (value.equals("scaling")) {
      graph.addLayer(name, wanted, new FeedForwardToRnnPreProcessor(), value);
    } else {
      graph.addLayer(name, wanted, value);
    }
    put(name, "W", gates(tensor(name + ".input_weight"), units), shape.features(), 4L * units);
    put(name, "RW", gates(tensor(name + ".state_weight"), units), units, 4L * units);
    float[] bias = tensor(name + ".input_bias");
    float[] more = tensor(name + ".state_bias");
    for (int i = 0; i < bias.length; i++) {
      bias[i] += more[i];
    }
    put(name, "b", gates(bias, units), 1, 4L * units);
    return name;
  }

  /** Ours: input, forget, cell, output; DL4J's: cell, forget, output, input. */
  private static float[] gates(float[] columns, int units) {
    int[] order = {2, 1, 3, 0};
    var turned = new float[columns.length];
    for (int row = 0; row < columns.length; row += 4 * units) {
      for (int gate = 0; gate < order.length; gate++) {
        System.arraycopy(columns, row + order[gate] * units, turned, row + gate * units, units);
      }
    }
    return turned;
  }

  private String output(Layer.Dense layer, int inputs, String value) {
    float[] weight = tensor(layer.name() + ".weight");
    float[] bias = tensor(layer.name() + ".bias");
    var kind = new OutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY);
    if (model.answer() instanceof PortableModel.Classes) {
      kind = new OutputLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX);
    } else if (model.answer() instanceof PortableModel.Numbers numbers) {
      float[] unit = numbers.scaling().deviations();
      for (int i = 0; i < weight.length; i++) {
        weight[i] *= unit[i % unit.length];
      }
      numbers.scaling().undo(bias);
    }
    graph.addLayer(layer.name(), kind.nOut(layer.units()).build(), value);
    put(layer.name(), "W", weight, inputs, layer.units());
    put(layer.name(), "b", bias, 1, layer.units());
    return layer.name();
  }

  private float[] tensor(String name) {
    return model.tensor(name);
  }

  private void put(String layer, String parameter, float[] values, long... shape) {
    var array = Nd4j.createFromArray(values).reshape('c', shape);
    weights.computeIfAbsent(layer, name -> new HashMap<>()).put(parameter, array);
  }
}
