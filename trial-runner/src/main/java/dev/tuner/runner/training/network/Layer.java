package dev.tuner.runner.training.network;

/**
 * One layer: what it does to a shape and which parameters it needs. Names are unique in a network:
 * they name the parameters in checkpoints, and what fine-tuning freezes.
 */
public sealed interface Layer
    permits Layer.Dense,
        Layer.Normalisation,
        Layer.Activation,
        Layer.Dropout,
        Layer.GlobalAverage,
        Layer.Flatten,
        ImageLayer,
        BranchingLayer,
        SequenceLayer,
        EmbeddingLayer {

  /**
   * What becomes of an example of this shape.
   *
   * @throws IllegalArgumentException if the layer cannot take it
   */
  Shape output(Shape input);

  /** Declares the layer's parameters, in the order in which they stand in the flat vector. */
  default void declare(Shape input, Declarations declarations) {}

  /** The values that a forward pass computes for one example of this shape, about. */
  default long values(Shape input) {
    return output(input).size();
  }

  /** Fully connected; on a sequence, the same for each item. Weights are inputs × units. */
  record Dense(String name, int units) implements Layer {
    @Override
    public Shape output(Shape input) {
      return input instanceof Shape.Sequence sequence
          ? new Shape.Sequence(sequence.items(), units)
          : new Shape.Vector(units);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      int inputs = input instanceof Shape.Sequence sequence ? sequence.features() : input.size();
      declarations.weights(name + ".weight", inputs, inputs, units);
      declarations.constants(name + ".bias", 0, units);
    }
  }

  /**
   * Normalises and then scales and shifts by learnt parameters, one of each a channel or feature.
   *
   * @param scale the learnt scale to begin with: 1, or 0 to silence a residual branch at first
   */
  record Normalisation(String name, Norm norm, float scale) implements Layer {
    @Override
    public Shape output(Shape input) {
      if (norm.kind() == Norm.Kind.GROUP && channels(input) % norm.size() != 0) {
        throw new IllegalArgumentException(
            "%d channels do not divide into %d groups".formatted(channels(input), norm.size()));
      }
      return input;
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      int channels = channels(input);
      declarations.constants(name + ".scale", scale, channels);
      declarations.constants(name + ".shift", 0, channels);
      if (norm.kind() == Norm.Kind.BATCH) {
        declarations.statistics(name + ".mean", 0, channels);
        declarations.statistics(name + ".variance", 1, channels);
      }
    }
  }

  /** A function of each value. */
  record Activation(Function function) implements Layer {
    /** The function. */
    public enum Function {
      RELU,
      TANH
    }

    @Override
    public Shape output(Shape input) {
      return input;
    }
  }

  /**
   * Drops this share of the values in training and lets the others grow by 1 / (1 - rate), so that
   * prediction needs no change.
   *
   * @param rate in [0, 1)
   */
  record Dropout(double rate) implements Layer {
    @Override
    public Shape output(Shape input) {
      return input;
    }
  }

  /** The mean of each channel over an image, or of each feature over a sequence. */
  record GlobalAverage() implements Layer {
    @Override
    public Shape output(Shape input) {
      return new Shape.Vector(channels(input));
    }
  }

  /** The same values as a vector. */
  record Flatten() implements Layer {
    @Override
    public Shape output(Shape input) {
      return new Shape.Vector(input.size());
    }
  }

  /** The channels of an image, the features of a sequence's item or of a vector. */
  static int channels(Shape shape) {
    if (shape instanceof Shape.Image image) {
      return image.channels();
    }
    return shape instanceof Shape.Sequence sequence ? sequence.features() : shape.size();
  }
}
