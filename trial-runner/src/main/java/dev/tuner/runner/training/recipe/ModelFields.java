package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.ImageShape;
import dev.tuner.runner.training.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fields that shape the network. */
final class ModelFields {

  private static final List<String> LAYER_SIZES = List.of("l1", "l2", "l3", "l4");
  private static final int MAX_UNITS = 16_384;
  private static final int SMALL_IMAGE = 16;

  /** All names that {@code model} or its nested object may use. */
  static final Set<String> NAMES = names();

  private ModelFields() {}

  private static Set<String> names() {
    var names =
        new TreeSet<>(
            Set.of("hidden_sizes", "hidden_units", "layers", "filters", "kernel_size", "dropout"));
    names.addAll(LAYER_SIZES);
    return Collections.unmodifiableSet(names);
  }

  /** The network that these fields describe, for images of this shape and number of classes. */
  static Network network(Fields fields, ImageShape image, int classes) {
    var model = fields.choice("model", "mlp", new TreeSet<>(Set.of("mlp", "cnn")));
    var section = fields.section("model", NAMES);
    double dropout = section.number("dropout", 0, 0, 0.95);
    var hidden = hidden(section);
    if (model.equals("mlp")) {
      return new Network.Mlp(image.pixels(), hidden, classes, dropout);
    }
    if (image.height() < 4 || image.width() < 4) {
      throw fields.invalid("model", "cnn needs images of at least 4×4 pixels; use mlp");
    }
    int filters = section.whole("filters", 16, 1, 512);
    int usual = Math.min(image.height(), image.width()) < SMALL_IMAGE ? 3 : 5;
    int kernel = section.whole("kernel_size", usual, 1, 11);
    if (kernel % 2 == 0) {
      throw section.invalid("kernel_size", "must be odd");
    }
    return new Network.Cnn(image, filters, kernel, hidden.get(0), classes, dropout);
  }

  /** A list of sizes, or the sizes by number as in l1, l2, or one size for some layers. */
  private static List<Integer> hidden(Fields fields) {
    if (fields.has("hidden_sizes")) {
      return fields.wholes("hidden_sizes", 1, MAX_UNITS);
    }
    var sizes = new ArrayList<Integer>();
    for (var name : LAYER_SIZES) {
      if (fields.has(name)) {
        sizes.add(fields.whole(name, 0, 1, MAX_UNITS));
      }
    }
    if (!sizes.isEmpty()) {
      return sizes;
    }
    int units = fields.whole("hidden_units", 128, 1, MAX_UNITS);
    return Collections.nCopies(fields.whole("layers", 1, 1, 16), units);
  }
}
