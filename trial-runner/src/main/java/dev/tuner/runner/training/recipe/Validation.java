package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.DataView;
import dev.tuner.runner.metric.Metric;
import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures a network on fixed examples, each of which counts once however they fall into batches.
 */
final class Validation implements Evaluation {

  private final DataView examples;
  private final Supplier<List<Metric>> metrics;
  private final Consumer<float[]> unscale;
  private final ForwardPasses passes;
  private final EvaluationNotes notes;

  /**
   * @param metrics made anew for each evaluation
   * @param unscale brings outputs and targets to the unit they are measured in, in place
   * @param training examples that are trained together: at least so many are evaluated together
   * @param notes gets the predictions if it wants them
   */
  Validation(
      DataView examples,
      Supplier<List<Metric>> metrics,
      Consumer<float[]> unscale,
      int training,
      EvaluationNotes notes) {
    this.examples = examples;
    this.metrics = metrics;
    this.unscale = unscale;
    this.passes = new ForwardPasses(training);
    this.notes = notes;
  }

  @Override
  public Map<String, Double> of(Engine engine) {
    var fresh = new ArrayList<>(metrics.get());
    var kept = new KeptRows();
    if (notes.keepsPredictions()) {
      fresh.add(kept);
    }
    passes.over(examples, engine, (batch, outputs) -> add(batch, outputs, fresh));
    notes.predicted(kept.outputs, kept.targets);
    var values = new LinkedHashMap<String, Double>();
    fresh.forEach(metric -> metric.addTo(values));
    var named = new LinkedHashMap<String, Double>();
    values.forEach((name, value) -> named.put("val_" + name, value));
    return named;
  }

  @Override
  public String profile() {
    return passes.profile();
  }

  /** Not a metric but all that metrics are computed from. */
  private static final class KeptRows implements Metric {

    private final List<float[]> outputs = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();

    @Override
    public void add(float[] output, float[] target) {
      outputs.add(output);
      targets.add(target);
    }

    @Override
    public void addTo(Map<String, Double> values) {}
  }

  private void add(Batch batch, float[] outputs, List<Metric> fresh) {
    int width = outputs.length / batch.size();
    for (int row = 0; row < batch.size(); row++) {
      float[] output = Arrays.copyOfRange(outputs, row * width, (row + 1) * width);
      float[] target = Arrays.copyOfRange(batch.targets(), row * width, (row + 1) * width);
      unscale.accept(output);
      unscale.accept(target);
      fresh.forEach(metric -> metric.add(output, target));
    }
  }
}
