package dev.tuner.runner.data;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that a trained network needs of the data it was trained on: how items are read and scaled,
 * and what its outputs mean. Kept with its weights.
 *
 * @param scaled whether {@code scaling} does anything
 * @param fillsMissing whether missing numbers become the mean, instead of being refused
 */
public record Preparation(
    ItemForm form, boolean scaled, Scaling scaling, boolean fillsMissing, Answer answer) {

  /** What outputs can mean. */
  public enum Meaning {
    CLASSES,
    NUMBERS,
    /** Of each document of a query. */
    SCORES
  }

  /**
   * What a network's outputs mean.
   *
   * @param width how many there are
   * @param classes what the classes are called, in order; empty where there are none
   * @param scaling of numbers: what was done to the targets
   */
  public record Answer(Meaning meaning, int width, List<String> classes, Scaling scaling) {
    public Answer {
      classes = List.copyOf(classes);
    }

    static Answer of(Targets targets, Scaling scaling) {
      if (targets instanceof Targets.Classes classes) {
        return new Answer(Meaning.CLASSES, classes.width(), classes.names(), scaling);
      }
      var meaning = targets instanceof Targets.Numbers ? Meaning.NUMBERS : Meaning.SCORES;
      return new Answer(meaning, targets.width(), List.of(), scaling);
    }
  }

  /**
   * Items as the network sees them; what is wanted of them is not known.
   *
   * @throws InvalidDataException if features are missing or infinite
   */
  public DataView of(Items items) throws IOException {
    int[] all = IntStream.range(0, items.count()).toArray();
    Scaling.check(items, all, fillsMissing);
    var unknown = new Targets.Numbers(new float[items.count()][1]);
    return new DataView(items, unknown, all, scaling, Scaling.none());
  }

  /** Brings a regression's outputs back to the unit of its targets, in place. */
  public void unscale(float[] outputs) {
    answer.scaling().undo(outputs);
  }
}
