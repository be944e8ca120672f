package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.Scaling;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.ParameterLayout;
import dev.tuner.runner.training.network.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that another program needs to predict as a trained model does: from an item as it is read to
 * the answer, without the data it was trained on.
 *
 * @param item the shape of an item; of a ranker a document's
 * @param features what an item's values are called, where its data has names for them
 * @param scaling what is done to an item first; empty for nothing
 * @param fillsMissing whether a missing number (NaN) becomes the mean
 * @param network on the scaled item, whose values are then taken in the same order
 * @param weights to predict with: their average where one was kept
 * @param answer what the network's outputs mean
 * @param provenance where it comes from, as JSON
 */
public record PortableModel(
    List<Integer> item,
    List<String> features,
    Optional<Scaling> scaling,
    boolean fillsMissing,
    Network network,
    Weights weights,
    Answer answer,
    String provenance) {

  /** What the network's outputs mean. */
  public sealed interface Answer permits Classes, Numbers, Score {}

  /** The logits of these classes. */
  public record Classes(List<String> names) implements Answer {
    public Classes {
      names = List.copyOf(names);
    }
  }

  /** Numbers, which {@code scaling} brings to the unit of the targets. */
  public record Numbers(Scaling scaling) implements Answer {}

  /** How early a document should stand: the higher, the earlier. */
  public record Score() implements Answer {}

  public PortableModel {
    item = List.copyOf(item);
    features = List.copyOf(features);
  }

  /** The number of values of an item. */
  public int values() {
    return item.stream().reduce(1, Math::multiplyExact);
  }

  /** The values of a tensor: a parameter such as {@code hidden1.weight}, or a running statistic. */
  public float[] tensor(String name) {
    return part(network.parameters(), weights.parameters(), name)
        .or(() -> part(network.statistics(), weights.statistics(), name))
        .orElseThrow(() -> new IllegalArgumentException("the model has no tensor " + name));
  }

  private static Optional<float[]> part(ParameterLayout layout, float[] all, String name) {
    return layout.block(name).map(block -> Arrays.copyOfRange(all, block.offset(), block.end()));
  }

  /** Whether {@link #scaling} has one mean for each channel of images, not for each last side. */
  public boolean scalesChannels() {
    return item.size() == 3
        && scaling.map(found -> found.means().length == item.get(0)).orElse(true)
        && scaling.map(found -> found.inner() == values() / item.get(0)).orElse(true);
  }
}
