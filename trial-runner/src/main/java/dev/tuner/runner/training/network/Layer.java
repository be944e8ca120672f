package dev.tuner.runner.training.network;

import java.util.List;

/**
 * One layer: what it does to a shape and which parameters it needs. Names are unique in a network:
 * they name the parameters in checkpoints, and what fine-tuning freezes.
 */
public sealed interface Layer
    permits Layer.Dense,
        Layer.Convolution,
        Layer.Normalisation,
        Layer.Activation,
        Layer.Dropout,
        Layer.MaxPool,
        Layer.GlobalAverage,
        Layer.Flatten,
        Layer.Residual,
        Layer.Concatenation,
        Layer.Recurrent,
        Layer.Embedding,
        Layer.CategoryEmbeddings {

  /**
   * What becomes of an example of this shape.
   *
   * @throws IllegalArgumentException if the layer cannot take it
   */
  Shape output(Shape input);

  /** Declares the layer's parameters, in the order in which they stand in the flat vector. */
  default void declare(Shape input, Declarations declarations) {}

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
   * A two-dimensional convolution, padded so that stride 1 keeps height and width. Weights are
   * filters × (channels / groups) × kernel × kernel.
   *
   * @param groups the channels are divided into so many independent convolutions (ResNeXt)
   * @param bias false where a normalisation follows, which would take it out again
   */
  record Convolution(String name, int filters, int kernel, int stride, int groups, boolean bias)
      implements Layer {
    @Override
    public Shape output(Shape input) {
      var image = image(input, this);
      if (image.channels() % groups != 0 || filters % groups != 0) {
        throw new IllegalArgumentException(
            "%d channels and %d filters do not divide into %d groups"
                .formatted(image.channels(), filters, groups));
      }
      return new Shape.Image(
          filters, (image.height() + stride - 1) / stride, (image.width() + stride - 1) / stride);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      int channels = image(input, this).channels() / groups;
      int fanIn = channels * kernel * kernel;
      declarations.weights(name + ".weight", fanIn, filters, channels, kernel, kernel);
      if (bias) {
        declarations.constants(name + ".bias", 0, filters);
      }
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

  /** The largest of each size × size square; rows and columns left over are dropped. */
  record MaxPool(int size) implements Layer {
    @Override
    public Shape output(Shape input) {
      var image = image(input, this);
      if (image.height() < size || image.width() < size) {
        throw new IllegalArgumentException(
            "an image of %d×%d cannot be pooled by %d; use fewer layers or larger images"
                .formatted(image.height(), image.width(), size));
      }
      return new Shape.Image(image.channels(), image.height() / size, image.width() / size);
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

  /**
   * The sum of two branches.
   *
   * @param shortcut empty for the input itself
   * @see <a href="https://arxiv.org/abs/1512.03385">He et al., Deep Residual Learning</a>
   */
  record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {
    public Residual {
      body = List.copyOf(body);
      shortcut = List.copyOf(shortcut);
    }

    @Override
    public Shape output(Shape input) {
      var output = Network.output(body, input);
      if (!output.equals(Network.output(shortcut, input))) {
        throw new IllegalArgumentException("the branches of a residual differ in shape");
      }
      return output;
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      Network.declare(body, input, declarations);
      Network.declare(shortcut, input, declarations);
    }
  }

  /**
   * The input's channels, and after them those that the body makes of it.
   *
   * @see <a href="https://arxiv.org/abs/1608.06993">Huang et al., Densely Connected Networks</a>
   */
  record Concatenation(List<Layer> body) implements Layer {
    public Concatenation {
      body = List.copyOf(body);
    }

    @Override
    public Shape output(Shape input) {
      var before = image(input, this);
      var added = image(Network.output(body, input), this);
      return new Shape.Image(before.channels() + added.channels(), before.height(), before.width());
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      Network.declare(body, input, declarations);
    }
  }

  /**
   * Reads a sequence item by item. Weights are features × gates and units × gates; gates in the
   * order input, forget, cell, output (LSTM) or reset, update, new (GRU), as PyTorch has them.
   *
   * @param last true: the state after the last item; false: the states after each item
   */
  record Recurrent(String name, Cell cell, int units, boolean last) implements Layer {
    /** The kind of recurrent cell. */
    public enum Cell {
      LSTM(4),
      GRU(3);

      private final int gates;

      Cell(int gates) {
        this.gates = gates;
      }

      /** Blocks of {@code units} columns in each weight matrix. */
      public int gates() {
        return gates;
      }
    }

    @Override
    public Shape output(Shape input) {
      var sequence = sequence(input, this);
      return last ? new Shape.Vector(units) : new Shape.Sequence(sequence.items(), units);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      int features = sequence(input, this).features();
      int width = cell.gates() * units;
      declarations.weights(name + ".input_weight", features + units, features, width);
      declarations.weights(name + ".state_weight", features + units, units, width);
      declarations.constants(name + ".input_bias", 0, width);
      declarations.constants(name + ".state_bias", 0, width);
    }
  }

  /**
   * A learnt vector for each token. Takes a sequence of one feature: token numbers from 0 to {@code
   * vocabulary} - 1.
   */
  record Embedding(String name, int vocabulary, int dimension) implements Layer {
    @Override
    public Shape output(Shape input) {
      return new Shape.Sequence(input.size(), dimension);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      declarations.embedding(name + ".weight", vocabulary, dimension);
    }
  }

  /**
   * A learnt vector for each category of a table's row. Takes a vector of {@code numeric} numbers
   * followed by one category number a column; gives the numbers followed by the vectors.
   *
   * @param cardinalities how many categories each column has
   * @see <a href="https://arxiv.org/abs/1604.06737">Guo and Berkhahn, Entity Embeddings</a>
   */
  record CategoryEmbeddings(String name, int numeric, List<Integer> cardinalities, int dimension)
      implements Layer {
    public CategoryEmbeddings {
      cardinalities = List.copyOf(cardinalities);
    }

    @Override
    public Shape output(Shape input) {
      if (input.size() != numeric + cardinalities.size()) {
        throw new IllegalArgumentException(
            "%d numbers and %d categories are not the %d features of an example"
                .formatted(numeric, cardinalities.size(), input.size()));
      }
      return new Shape.Vector(numeric + cardinalities.size() * dimension);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      for (int i = 0; i < cardinalities.size(); i++) {
        declarations.embedding(name + i + ".weight", cardinalities.get(i), dimension);
      }
    }
  }

  /** The channels of an image, the features of a sequence's item or of a vector. */
  static int channels(Shape shape) {
    if (shape instanceof Shape.Image image) {
      return image.channels();
    }
    return shape instanceof Shape.Sequence sequence ? sequence.features() : shape.size();
  }

  private static Shape.Image image(Shape shape, Layer layer) {
    if (shape instanceof Shape.Image image) {
      return image;
    }
    throw new IllegalArgumentException("%s needs images, not %s".formatted(layer, shape));
  }

  private static Shape.Sequence sequence(Shape shape, Layer layer) {
    if (shape instanceof Shape.Sequence sequence) {
      return sequence;
    }
    throw new IllegalArgumentException("%s needs sequences, not %s".formatted(layer, shape));
  }
}
