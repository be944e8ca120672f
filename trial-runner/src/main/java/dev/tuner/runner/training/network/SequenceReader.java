package dev.tuner.runner.training.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Recurrent layers, one on the other, and an output read from the state after the last item. Pad
 * short sequences at their beginning, so that the last item is a real one.
 *
 * @param layers recurrent layers, at least 1
 * @param units of each
 * @param bidirectional whether each layer reads in both directions, with {@code units} for each
 * @param dropout after each, in [0, 1)
 */
public record SequenceReader(
    SequenceLayer.Cell cell, int layers, int units, boolean bidirectional, double dropout) {

  /** A network for series of numbers. */
  public Network forSeries(int items, int features, int outputs) {
    return network(new Shape.Sequence(items, features), List.of(), outputs);
  }

  /**
   * A network for token numbers, which get a learnt vector each.
   *
   * @param vocabulary tokens are from 0 to {@code vocabulary} - 1
   */
  public Network forTokens(int items, int vocabulary, int dimension, int outputs) {
    var embedding = new EmbeddingLayer.OfTokens("embedding", vocabulary, dimension);
    return network(new Shape.Sequence(items, 1), List.of(embedding), outputs);
  }

  private Network network(Shape input, List<Layer> before, int outputs) {
    var all = new ArrayList<>(before);
    for (int i = 1; i <= layers; i++) {
      all.add(layer("recurrent" + i, i == layers));
      if (dropout > 0) {
        all.add(new Layer.Dropout(dropout));
      }
    }
    all.add(new Layer.Dense("output", outputs));
    return new Network(input, all);
  }

  private Layer layer(String name, boolean last) {
    return bidirectional
        ? new SequenceLayer.Bidirectional(name, cell, units, last)
        : new SequenceLayer.Recurrent(name, cell, units, last);
  }
}
