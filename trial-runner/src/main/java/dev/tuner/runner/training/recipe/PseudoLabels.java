package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.DataView;
import dev.tuner.runner.training.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Labels that the network in training gives to unlabelled items it is sure of, anew after each
 * evaluation. A function of the weights alone, so that a resumed trial finds the same ones.
 *
 * @see <a
 *     href="https://www.kaggle.com/blobs/download/forum-message-attachment-files/746/pseudo_label_final.pdf">Lee,
 *     Pseudo-Label, 2013</a>
 */
final class PseudoLabels {

  private static final int NONE = -1;

  /**
   * Which items get a label.
   *
   * @param threshold the least probability of the label, in (0, 1]
   * @param warmUp evaluations before the first labels are given
   * @param perClass at most so many of each class, the surest first
   */
  record Rule(double threshold, long warmUp, int perClass) {}

  private record Guess(int item, int label, float probability) {}

  private final DataView unlabelled;
  private final Rule rule;
  private final ForwardPasses passes = new ForwardPasses(1);
  private final int[] labels;
  private int given;

  PseudoLabels(DataView unlabelled, Rule rule) {
    this.unlabelled = unlabelled;
    this.rule = rule;
    this.labels = new int[unlabelled.count()];
    Arrays.fill(labels, NONE);
  }

  /** The label of an item, or -1. */
  int of(int item) {
    return labels[item];
  }

  /** How many items have a label. */
  int given() {
    return given;
  }

  /**
   * Labels anew with the engine's weights.
   *
   * @param step evaluations so far, this one included
   */
  void renew(Engine engine, long step) {
    if (step < rule.warmUp()) {
      return;
    }
    var guesses = new ArrayList<Guess>();
    int[] item = {0};
    passes.over(
        unlabelled,
        engine,
        (batch, outputs) -> {
          int width = outputs.length / batch.size();
          for (int row = 0; row < batch.size(); row++) {
            float[] logits = Arrays.copyOfRange(outputs, row * width, (row + 1) * width);
            var chances = Probabilities.of(logits);
            int best = chances.mostLikely();
            guesses.add(new Guess(item[0]++, best, chances.of(best)));
          }
        });
    give(guesses);
  }

  private void give(List<Guess> guesses) {
    Arrays.fill(labels, NONE);
    given = 0;
    var taken = new java.util.HashMap<Integer, Integer>();
    guesses.stream()
        .filter(guess -> guess.probability() >= rule.threshold())
        .sorted(Comparator.comparingDouble((Guess guess) -> -guess.probability()))
        .filter(guess -> taken.merge(guess.label(), 1, Integer::sum) <= rule.perClass())
        .forEach(
            guess -> {
              labels[guess.item()] = guess.label();
              given++;
            });
  }

  void addTo(Map<String, Double> metrics) {
    metrics.put("pseudo_labelled", (double) given);
  }
}
