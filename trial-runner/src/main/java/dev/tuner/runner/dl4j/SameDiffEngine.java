package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.CrossEntropy;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.Network;
import dev.tuner.runner.training.ParameterLayout;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An engine on a SameDiff graph that is built once and holds the network twice over the same
 * variables: for training, with casts and dropout, and for prediction, in plain fp32.
 */
final class SameDiffEngine implements Engine {

  private static final String FEATURES = "features";
  private static final String TARGETS = "targets";
  private static final String FACTOR = "factor";
  private static final String LOGITS = "logits";
  private static final String PREDICTION = "prediction";

  private final SameDiff graph = SameDiff.create();
  private final Parameters parameters = new Parameters(graph);
  private final DropoutMasks masks = new DropoutMasks();
  private final int inputs;
  private final int outputs;
  private final ParameterLayout layout;
  private final List<INDArray> variables;

  SameDiffEngine(Network network, Autocast autocast) {
    inputs = network.inputs();
    outputs = network.outputs();
    var features = graph.placeHolder(FEATURES, DataType.FLOAT, -1, inputs);
    var training = new Layers(graph, parameters, autocast, Optional.of(masks));
    loss(Classifier.logits(network, training, features).rename(LOGITS));
    var inference = new Layers(graph, parameters, Autocast.none(), Optional.empty());
    Classifier.logits(network, inference, features).rename(PREDICTION);
    layout = parameters.layout();
    variables = parameters.names().stream().map(name -> graph.getVariable(name).getArr()).toList();
  }

  /**
   * Mean cross-entropy from primitives: ND4J's own losses ignore a factor that follows them. Used
   * for its gradient alone: its value is NaN where a probability underflows.
   */
  private void loss(SDVariable logits) {
    var targets = graph.placeHolder(TARGETS, DataType.FLOAT, -1, outputs);
    var factor = graph.placeHolder(FACTOR, DataType.FLOAT);
    var loss = graph.nn().logSoftmax(logits).mul(targets).sum(1).neg().mean();
    graph.setLossVariables(loss.mul("scaled_loss", factor));
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public float[] initialParameters(RandomGenerator random) {
    return parameters.initial(random);
  }

  @Override
  public void useParameters(float[] values) {
    try (var flat = Nd4j.createFromArray(values)) {
      for (int i = 0; i < variables.size(); i++) {
        var block = layout.blocks().get(i);
        var range = NDArrayIndex.interval(block.offset(), block.offset() + block.length());
        var variable = variables.get(i);
        variable.assign(flat.get(range).reshape('c', variable.shape()));
      }
    }
  }

  @Override
  public double gradient(Batch batch, double factor, long noiseSeed, float[] gradient) {
    Map<String, INDArray> values = new HashMap<>();
    values.put(FEATURES, rows(batch.features(), batch.size()));
    values.put(TARGETS, rows(batch.targets(), batch.size()));
    values.put(FACTOR, Nd4j.scalar(DataType.FLOAT, factor));
    masks.draw(batch.size(), noiseSeed, values);
    var result = graph.calculateGradientsAndOutputs(values, List.of(LOGITS), parameters.names());
    for (var block : layout.blocks()) {
      copy(result.getGradients().get(block.name()), gradient, block.offset());
    }
    var logits = new float[batch.targets().length];
    copy(result.getOutputs().get(LOGITS), logits, 0);
    free(values.values());
    free(result.getGradients().values());
    free(result.getOutputs().values());
    return CrossEntropy.sum(logits, batch.targets(), outputs) / batch.size();
  }

  @Override
  public float[] predict(Batch batch) {
    try (var features = rows(batch.features(), batch.size())) {
      var logits = graph.output(Map.of(FEATURES, features), PREDICTION).get(PREDICTION);
      var values = new float[batch.size() * outputs];
      copy(logits, values, 0);
      return values;
    }
  }

  /** Frees at once what the collector would find late: it does not see memory outside the heap. */
  private static void free(Collection<INDArray> arrays) {
    for (var array : arrays) {
      if (array.closeable()) {
        array.close();
      }
    }
  }

  private static INDArray rows(float[] values, int rows) {
    return Nd4j.createFromArray(values).reshape('c', rows, values.length / rows);
  }

  private static void copy(INDArray from, float[] to, int offset) {
    // A view's buffer is its parent's: only a fresh row-major copy is what it seems.
    var plain = from.isView() || from.ordering() != 'c' ? from.dup('c') : from;
    plain.data().asNioFloat().get(to, offset, (int) plain.length());
  }

  @Override
  public void close() {
    variables.forEach(INDArray::close);
  }
}
