package dev.tuner.benchmarks.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** DL4J's own {@code fit} on batches that lie ready in memory. */
final class Dl4jFit {
  private final Consumer<DataSet> fit;
  private final List<DataSet> batches;

  Dl4jFit(Model model, int batches) {
    this.fit = model.equals(Model.LENET) ? leNet()::fit : resNet()::fit;
    this.batches = batches(batches);
  }

  /** Images a second over all batches. */
  double rate() {
    long begin = System.nanoTime();
    batches.forEach(fit);
    return batches.size() * Scale.BATCH / ((System.nanoTime() - begin) / 1e9);
  }

  private static List<DataSet> batches(int count) {
    var random = new Random(1);
    var batches = new ArrayList<DataSet>();
    for (int b = 0; b < count; b++) {
      var features = new float[Scale.BATCH * Images.SIDE * Images.SIDE];
      var targets = new float[Scale.BATCH * Images.CLASSES];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) random.nextGaussian();
      }
      for (int row = 0; row < Scale.BATCH; row++) {
        targets[row * Images.CLASSES + row % Images.CLASSES] = 1;
      }
      batches.add(
          new DataSet(
              Nd4j.createFromArray(features).reshape('c', Scale.BATCH, 1, Images.SIDE, Images.SIDE),
              Nd4j.createFromArray(targets).reshape('c', Scale.BATCH, Images.CLASSES)));
    }
    return batches;
  }

  private static NeuralNetConfiguration.Builder settings() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(0.001))
        .weightInit(WeightInit.RELU)
        .convolutionMode(ConvolutionMode.Same);
  }

  private static MultiLayerNetwork leNet() {
    var network =
        new MultiLayerNetwork(
            settings()
                .list()
                .layer(convolution(20, 5, 1, true))
                .layer(pooling())
                .layer(convolution(40, 5, 1, true))
                .layer(pooling())
                .layer(new DenseLayer.Builder().nOut(128).activation(Activation.RELU).build())
                .layer(output())
                .setInputType(InputType.convolutional(Images.SIDE, Images.SIDE, 1))
                .build());
    network.init();
    return network;
  }

  private static ConvolutionLayer convolution(int filters, int kernel, int stride, boolean alone) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(filters)
        .stride(stride, stride)
        .hasBias(alone)
        .activation(alone ? Activation.RELU : Activation.IDENTITY)
        .build();
  }

  private static SubsamplingLayer pooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(Images.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static ComputationGraph resNet() {
    var graph = settings().graphBuilder().addInputs("image");
    var last = normalised(graph, "stem", "image", 8, 3, 1, true);
    last = block(graph, "block1", last, 8, 1);
    last = block(graph, "block2", last, 16, 2);
    last = block(graph, "block3", last, 32, 2);
    graph
        .addLayer("average", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last)
        .addLayer("output", output(), "average")
        .setOutputs("output")
        .setInputTypes(InputType.convolutional(Images.SIDE, Images.SIDE, 1));
    var network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  private static String block(GraphBuilder graph, String name, String in, int filters, int stride) {
    var first = normalised(graph, name + "a", in, filters, 3, stride, true);
    var second = normalised(graph, name + "b", first, filters, 3, 1, false);
    var shortcut = stride == 1 ? in : normalised(graph, name + "s", in, filters, 1, stride, false);
    graph.addVertex(
        name + "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), second, shortcut);
    graph.addLayer(name, new ActivationLayer(Activation.RELU), name + "sum");
    return name;
  }

  private static String normalised(
      GraphBuilder graph,
      String name,
      String in,
      int filters,
      int kernel,
      int stride,
      boolean relu) {
    graph.addLayer(name, convolution(filters, kernel, stride, false), in);
    var norm = new BatchNormalization.Builder();
    norm.activation(relu ? Activation.RELU : Activation.IDENTITY);
    graph.addLayer(name + "norm", norm.build(), name);
    return name + "norm";
  }
}
