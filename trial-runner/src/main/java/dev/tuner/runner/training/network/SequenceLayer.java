package dev.tuner.runner.training.network;

/** Layers that read sequences item by item. */
public sealed interface SequenceLayer extends Layer {

  /** The kind of recurrent cell. */
  enum Cell {
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

  /** What one direction computes: all items' gates at once, and some states for each gate. */
  private static long values(Shape.Sequence sequence, Cell cell, int units) {
    return 3L * sequence.items() * cell.gates() * units;
  }

  /**
   * Reads a sequence item by item. Weights are features × gates and units × gates; gates in the
   * order input, forget, cell, output (LSTM) or reset, update, new (GRU), as PyTorch has them.
   *
   * @param last true: the state after the last item; false: the states after each item
   */
  record Recurrent(String name, Cell cell, int units, boolean last) implements SequenceLayer {
    @Override
    public Shape output(Shape input) {
      var sequence = SequenceLayer.of(input, this);
      return last ? new Shape.Vector(units) : new Shape.Sequence(sequence.items(), units);
    }

    @Override
    public long values(Shape input) {
      return SequenceLayer.values(SequenceLayer.of(input, this), cell, units);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      int features = SequenceLayer.of(input, this).features();
      int width = cell.gates() * units;
      declarations.weights(name + ".input_weight", features + units, features, width);
      declarations.weights(name + ".state_weight", features + units, units, width);
      declarations.constants(name + ".input_bias", 0, width);
      declarations.constants(name + ".state_bias", 0, width);
    }
  }

  /**
   * Reads a sequence in both directions, each with weights of its own, and puts the two side by
   * side: the features of the forward direction first.
   *
   * @param last true: the state of each direction after the last item it reads, which is the
   *     sequence's first for the backward one; false: the states of both at each item
   * @see <a href="https://doi.org/10.1109/78.650093">Schuster and Paliwal, Bidirectional Recurrent
   *     Neural Networks</a>
   */
  record Bidirectional(String name, Cell cell, int units, boolean last) implements SequenceLayer {

    /** The direction from the first item to the last. */
    public Recurrent forward() {
      return new Recurrent(name + "_forward", cell, units, last);
    }

    /** The other one; it gets the items in reverse. */
    public Recurrent backward() {
      return new Recurrent(name + "_backward", cell, units, last);
    }

    @Override
    public Shape output(Shape input) {
      var sequence = SequenceLayer.of(input, this);
      return last ? new Shape.Vector(2 * units) : new Shape.Sequence(sequence.items(), 2 * units);
    }

    @Override
    public long values(Shape input) {
      return 2 * SequenceLayer.values(SequenceLayer.of(input, this), cell, units);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      forward().declare(input, declarations);
      backward().declare(input, declarations);
    }
  }

  private static Shape.Sequence of(Shape shape, Layer layer) {
    if (shape instanceof Shape.Sequence sequence) {
      return sequence;
    }
    throw new IllegalArgumentException("%s needs sequences, not %s".formatted(layer, shape));
  }
}
