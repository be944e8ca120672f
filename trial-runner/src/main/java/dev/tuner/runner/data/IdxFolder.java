package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The training images of a folder laid out as MNIST and Fashion-MNIST are. Its test images, if any,
 * are left alone: they are for the very end.
 */
final class IdxFolder {

  private static final List<String> IMAGES =
      List.of("train-images-idx3-ubyte", "train-images.idx3-ubyte");
  private static final List<String> LABELS =
      List.of("train-labels-idx1-ubyte", "train-labels.idx1-ubyte");

  private IdxFolder() {}

  /**
   * Reads the folder.
   *
   * @throws InvalidDataException if a file is missing or damaged, or the two do not belong together
   */
  static Dataset load(Path folder, int classes) throws IOException {
    var images = IdxFile.read(find(folder, IMAGES), 3);
    var labels = IdxFile.read(find(folder, LABELS), 1);
    if (images.sizes()[0] != labels.sizes()[0]) {
      throw new InvalidDataException(
          "%s holds %d training images but %d labels"
              .formatted(folder, images.sizes()[0], labels.sizes()[0]));
    }
    var numbers = new int[labels.sizes()[0]];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Byte.toUnsignedInt(labels.values()[i]);
    }
    var shape = List.of(1, images.sizes()[1], images.sizes()[2]);
    var format = new ItemFormat(ItemFormat.Type.BYTE, shape);
    return new Dataset(
        new ByteItems(format, images.values()),
        Targets.Classes.numbered(numbers, classes),
        ItemForm.of(ItemForm.Kind.IDX, format));
  }

  static boolean isOne(Path folder) {
    return IMAGES.stream()
        .flatMap(name -> Stream.of(name, name + ".gz"))
        .anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /** The images of an IDX file, such as MNIST's {@code t10k-images-idx3-ubyte.gz}. */
  static Unlabelled unlabelled(Path file, ItemFormat format) throws IOException {
    if (file.toString().endsWith(".npy")) {
      return NpyFolder.items(file, format);
    }
    var images = IdxFile.read(file, 3);
    if (!format.shape().equals(List.of(1, images.sizes()[1], images.sizes()[2]))) {
      throw new InvalidDataException(
          "%s holds images of %d×%d pixels".formatted(file, images.sizes()[1], images.sizes()[2]));
    }
    return Unlabelled.numbered(new ByteItems(format, images.values()));
  }

  private static Path find(Path folder, List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.of(name, name + ".gz"))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "%s holds no file %s, plain or with .gz".formatted(folder, names.get(0))));
  }
}
