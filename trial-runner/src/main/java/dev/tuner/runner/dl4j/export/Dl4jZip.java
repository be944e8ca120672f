package dev.tuner.runner.dl4j.export;

import dev.tuner.runner.training.WholeFile;
import dev.tuner.runner.training.network.Shape;
import dev.tuner.runner.training.recipe.PortableModel;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A trained model as the zip that DL4J's {@code ComputationGraph.load} reads, of its own layers
 * alone: items as they are read go in, and probabilities, numbers in the targets' unit or scores
 * come out. Sequences have DL4J's order: items × features × time.
 *
 * @see ModelSerializer
 */
public final class Dl4jZip {

  private Dl4jZip() {}

  /**
   * Writes the file whole, or not at all.
   *
   * @throws IllegalArgumentException if DL4J has no layer for one of the model's; names it
   */
  public static void write(PortableModel model, Path file) throws IOException {
    if (model.fillsMissing()) {
      throw Dl4jLayers.refused("'missing': 'mean'");
    }
    var builder = new NeuralNetConfiguration.Builder().graphBuilder().addInputs("input");
    var layers = new Dl4jLayers(builder, model);
    builder.setInputTypes(input(model)).setOutputs(layers.addAll());
    var graph = new ComputationGraph(builder.build());
    graph.init();
    layers.setWeights(graph);
    WholeFile.write(file, partial -> ModelSerializer.writeModel(graph, partial.toFile(), false));
  }

  private static InputType input(PortableModel model) {
    var item = model.item();
    if (model.network().input() instanceof Shape.Sequence sequence) {
      return InputType.recurrent(sequence.features(), sequence.items());
    }
    return item.size() == 3
        ? InputType.convolutional(item.get(1), item.get(2), item.get(0))
        : InputType.feedForward(model.values());
  }
}
