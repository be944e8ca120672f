package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.BranchingLayer;
import dev.tuner.runner.training.network.EmbeddingLayer;
import dev.tuner.runner.training.network.ImageLayer;
import dev.tuner.runner.training.network.Layer;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Norm;
import dev.tuner.runner.training.network.ParameterLayout;
import dev.tuner.runner.training.network.SequenceLayer;
import java.util.List;
import java.util.Set;

/**
 * A described network made real: its flat vectors on the device, and its layers at work on them.
 */
final class Graph implements AutoCloseable {

  private final Set<String> frozen;
  private final FlatVector parameters;
  private final FlatVector gradient;
  private final FlatVector running;
  private final FlatVector seen;
  private final Chain chain;

  Graph(Network network, Set<String> frozen) {
    this.frozen = frozen;
    parameters = new FlatVector(network.parameters());
    gradient = new FlatVector(network.parameters());
    running = new FlatVector(network.statistics());
    seen = new FlatVector(network.statistics());
    chain = chain(network.layers());
  }

  Chain chain() {
    return chain;
  }

  /** The trained values, one block a tensor. */
  FlatVector parameters() {
    return parameters;
  }

  /** What the last backward run wrote. */
  FlatVector gradient() {
    return gradient;
  }

  /** The running statistics, for prediction. */
  FlatVector running() {
    return running;
  }

  /** The statistics of the last training batch. */
  FlatVector seen() {
    return seen;
  }

  Slots slots(String name) {
    return new Slots(parameters.view(name), gradient.view(name), trains(name));
  }

  Slots statistics(String name) {
    return new Slots(running.view(name), seen.view(name), trains(name));
  }

  private boolean trains(String name) {
    return !frozen.contains(ParameterLayout.layerOf(name));
  }

  private Chain chain(List<Layer> layers) {
    return new Chain(layers.stream().map(this::node).toList());
  }

  private Node node(Layer layer) {
    if (layer instanceof Layer.Dense dense) {
      return new DenseNode(dense, this);
    } else if (layer instanceof ImageLayer.Convolution convolution) {
      return new ConvolutionNode(convolution, this);
    } else if (layer instanceof Layer.Normalisation norm) {
      return norm.norm().kind() == Norm.Kind.BATCH
          ? new BatchNormNode(norm, this)
          : new GroupNormNode(norm, this);
    } else if (layer instanceof Layer.Activation activation) {
      return new ActivationNode(activation);
    } else if (layer instanceof Layer.Dropout dropout) {
      return new DropoutNode(dropout);
    }
    return shaping(layer);
  }

  private Node shaping(Layer layer) {
    if (layer instanceof ImageLayer.MaxPool pool) {
      return new PoolingNodes.Largest(pool);
    } else if (layer instanceof Layer.GlobalAverage) {
      return new PoolingNodes.Average();
    } else if (layer instanceof Layer.Flatten) {
      return new PoolingNodes.Flat();
    } else if (layer instanceof BranchingLayer.Residual residual) {
      return new BranchNodes.Sum(chain(residual.body()), chain(residual.shortcut()));
    } else if (layer instanceof BranchingLayer.Concatenation concatenation) {
      return new BranchNodes.Joined(chain(concatenation.body()));
    }
    return reading(layer);
  }

  private Node reading(Layer layer) {
    if (layer instanceof SequenceLayer.Recurrent recurrent) {
      return new RecurrentNode(recurrent, this);
    } else if (layer instanceof SequenceLayer.Bidirectional both) {
      return new BidirectionalNode(both, this);
    } else if (layer instanceof EmbeddingLayer.OfTokens embedding) {
      return new EmbeddingNode(slots(embedding.name() + ".weight"));
    } else if (layer instanceof EmbeddingLayer.OfCategories categories) {
      return new CategoryNode(categories, this);
    }
    throw new IllegalArgumentException("no engine for " + layer);
  }

  @Override
  public void close() {
    List.of(parameters, gradient, running, seen).forEach(FlatVector::close);
  }
}
