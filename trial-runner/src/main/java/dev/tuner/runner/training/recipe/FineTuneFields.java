package dev.tuner.runner.training.recipe;

import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.ParameterLayout;
import dev.tuner.runner.training.network.Weights;
import dev.tuner.runner.training.update.LayerRates;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of fine-tuning: begin with another training's weights, and train them unequally. */
final class FineTuneFields {

  static final Set<String> NAMES =
      Set.of("initial_weights", "new_head", "freeze", "layer_lr_decay");

  private static final String HEAD = "output";
  private static final Pattern GROUP = Pattern.compile("stage\\d+_block\\d+|[a-z]+\\d*");

  private final Fields fields;
  private final Network network;

  FineTuneFields(Fields fields, Network network) {
    this.fields = fields;
    this.network = network;
  }

  /** The layers that stay as they are: those whose names begin with one of {@code freeze}. */
  Set<String> frozen() {
    var layers = layers();
    var frozen = new TreeSet<String>();
    for (var prefix : fields.texts("freeze")) {
      var found = layers.stream().filter(layer -> layer.startsWith(prefix)).toList();
      if (found.isEmpty()) {
        throw fields.invalid(
            "freeze", "must be beginnings of the layers' names, %s,".formatted(layers));
      }
      frozen.addAll(found);
    }
    if (frozen.size() == layers.size()) {
      throw fields.invalid("freeze", "must leave a layer to train");
    }
    return frozen;
  }

  /**
   * Frozen layers do not learn; of the others, each group of layers learns {@code layer_lr_decay}
   * times as fast as the one after it.
   */
  LayerRates rates() {
    double decay = fields.number("layer_lr_decay", 1, 0.01, 1);
    var groups = layers().stream().map(FineTuneFields::group).distinct().toList();
    var frozen = frozen();
    Map<String, Double> factors = new HashMap<>();
    for (var layer : layers()) {
      int behind = groups.size() - 1 - groups.indexOf(group(layer));
      factors.put(layer, frozen.contains(layer) ? 0 : Math.pow(decay, behind));
    }
    return new LayerRates(factors);
  }

  /** The name of a residual block, or of a layer with its normalisation. */
  private static String group(String layer) {
    Matcher matcher = GROUP.matcher(layer);
    return matcher.lookingAt() ? matcher.group() : layer;
  }

  private List<String> layers() {
    return network.parameters().blocks().stream()
        .map(ParameterLayout.Block::layer)
        .distinct()
        .toList();
  }

  /**
   * Fresh weights with the tensors of {@code initial_weights}, a checkpoint, over them wherever
   * name and shape agree; as they are without that field. The output layer stays fresh with {@code
   * new_head}, and where its size differs.
   */
  Weights over(Weights fresh) {
    boolean newHead = fields.flag("new_head", false);
    if (!fields.has("initial_weights")) {
      return fresh;
    }
    var file = Path.of(fields.text("initial_weights", ""));
    try {
      var saved = TrainingCheckpoint.read(file);
      var origin = Provenance.parse(saved.provenance());
      var from = saved.best();
      var missing = new TreeSet<String>();
      var parameters = new Source(origin.parameters(), from.parameters());
      missing.addAll(parameters.copy(network.parameters(), fresh.parameters(), newHead));
      var statistics = new Source(origin.statistics(), from.statistics());
      missing.addAll(statistics.copy(network.statistics(), fresh.statistics(), newHead));
      requireNone(missing);
      return fresh;
    } catch (IOException e) {
      throw unreadable("initial_weights", fields, e);
    }
  }

  /** Refuses a field that names no checkpoint, in words. */
  static InvalidTrialException unreadable(String name, Fields fields, IOException failure) {
    var why =
        failure instanceof NoSuchFileException missing
            ? "there is no file " + missing.getFile()
            : failure.getMessage();
    return fields.invalid(name, "must be a readable checkpoint (%s)".formatted(why));
  }

  private void requireNone(Set<String> missing) {
    if (!missing.isEmpty()) {
      throw fields.invalid(
          "initial_weights",
          "must be a checkpoint of the same model, but layers %s are not in it or differ in size"
              .formatted(missing));
    }
  }

  /** A flat vector of another training. */
  @SuppressWarnings("ArrayRecordComponent") // a view; never compared
  private record Source(List<Provenance.Tensor> tensors, float[] values) {

    /** Copies what fits, and returns the layers that should have been in it but are not. */
    Set<String> copy(ParameterLayout layout, float[] to, boolean newHead) {
      var missing = new TreeSet<String>();
      for (var block : layout.blocks()) {
        boolean head = block.layer().equals(HEAD);
        int offset = offset(block);
        if (offset >= 0 && !(head && newHead)) {
          System.arraycopy(values, offset, to, block.offset(), block.length());
        } else if (!head) {
          missing.add(block.layer());
        }
      }
      return missing;
    }

    private int offset(ParameterLayout.Block block) {
      int offset = 0;
      for (var tensor : tensors) {
        if (tensor.name().equals(block.name())) {
          return tensor.shape().equals(block.shape()) ? offset : -1;
        }
        offset += tensor.length();
      }
      return -1;
    }
  }
}
