package dev.tuner.runner.training.network;

import java.util.List;

/** Layers made of layers, which go two ways and join again. */
public sealed interface BranchingLayer extends Layer {

  /**
   * The sum of two branches.
   *
   * @param shortcut empty for the input itself
   * @see <a href="https://arxiv.org/abs/1512.03385">He et al., Deep Residual Learning</a>
   */
  record Residual(List<Layer> body, List<Layer> shortcut) implements BranchingLayer {
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
    public long values(Shape input) {
      return output(input).size() + Network.values(body, input) + Network.values(shortcut, input);
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
  record Concatenation(List<Layer> body) implements BranchingLayer {
    public Concatenation {
      body = List.copyOf(body);
    }

    @Override
    public Shape output(Shape input) {
      var before = ImageLayer.of(input, this);
      var added = ImageLayer.of(Network.output(body, input), this);
      return new Shape.Image(before.channels() + added.channels(), before.height(), before.width());
    }

    @Override
    public long values(Shape input) {
      return output(input).size() + Network.values(body, input);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      Network.declare(body, input, declarations);
    }
  }
}
