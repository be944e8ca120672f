package dev.tuner.benchmarks.training;

import dev.tuner.runner.training.network.LeNet;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Norm;
import dev.tuner.runner.training.network.ResNet;
import dev.tuner.runner.training.network.Shape;
import java.util.List;
import java.util.Map;

/**
 * A network that is timed.
 *
 * @param word its name for scripts
 * @param words its name in the table
 * @param field it as the recipe's {@code model}
 */
record Model(String word, String words, Map<String, Object> field, Network network) {

  static final Model LENET =
      new Model(
          "lenet",
          "LeNet",
          Map.of("name", "cnn", "filters", 20, "kernel_size", 5, "hidden_units", 128),
          LeNet.relu(20, 5, 128, 0).network(image(), Images.CLASSES));

  static final Model RESNET =
      new Model(
          "resnet",
          "ResNet-8, width 8",
          Map.of("name", "resnet", "width", 8, "blocks", List.of(1, 1, 1), "stem_stride", 1),
          new ResNet(List.of(1, 1, 1), 8, 1, 1, Norm.batch(), 0).network(image(), Images.CLASSES));

  static List<Model> all() {
    return List.of(LENET, RESNET);
  }

  private static Shape.Image image() {
    return new Shape.Image(1, Images.SIDE, Images.SIDE);
  }
}
