package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Images as files, decoded each time they are read. */
final class ImageFolder implements Items {

  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png");
  private static final long HASHED_BYTES = 1L << 30;

  private final Path root;
  private final List<Path> files;
  private final ImageDecoder decoder;
  private final ItemFormat format;
  private String identity;

  private ImageFolder(Path root, List<Path> files, ImageLayout layout) {
    this.root = root;
    this.files = files;
    this.decoder = new ImageDecoder(layout);
    this.format =
        new ItemFormat(
            ItemFormat.Type.BYTE, List.of(layout.channels(), layout.height(), layout.width()));
  }

  /** Whether there is a folder with images in it. */
  static boolean isOne(Path folder) throws IOException {
    for (var inner : list(folder)) {
      if (Files.isDirectory(inner) && !images(inner).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A folder with one folder of images a class, the classes in the order of their names.
   *
   * @throws InvalidDataException if a folder has no images, or there are fewer than two
   */
  static Dataset load(Path folder, ImageLayout layout) throws IOException {
    var files = new ArrayList<Path>();
    var labels = new ArrayList<Integer>();
    var names = new ArrayList<String>();
    for (var inner : list(folder)) {
      if (!Files.isDirectory(inner)) {
        continue;
      }
      var images = images(inner);
      if (images.isEmpty()) {
        throw new InvalidDataException(inner + " holds no .png or .jpg; remove it or fill it");
      }
      images.forEach(image -> labels.add(names.size()));
      files.addAll(images);
      names.add(inner.getFileName().toString());
    }
    if (names.size() < 2) {
      throw new InvalidDataException(
          folder + " needs a folder of images for each of at least two classes");
    }
    var targets = new Targets.Classes(labels.stream().mapToInt(Integer::intValue).toArray(), names);
    var items = new ImageFolder(folder, List.copyOf(files), layout);
    return new Dataset(items, targets, ItemForm.images(items.format(), layout));
  }

  /** The images of one folder. */
  static Unlabelled unlabelled(Path folder, ImageLayout layout) throws IOException {
    var files = Files.isDirectory(folder) ? images(folder) : List.<Path>of();
    if (files.isEmpty()) {
      throw new InvalidDataException(folder + " is no folder with .png or .jpg files");
    }
    var ids = files.stream().map(file -> file.getFileName().toString()).toList();
    return new Unlabelled(new ImageFolder(folder, files, layout), ids);
  }

  private static List<Path> images(Path folder) throws IOException {
    return list(folder).stream()
        .filter(
            file -> {
              var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
              return ENDINGS.stream().anyMatch(name::endsWith);
            })
        .toList();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Override
  public ItemFormat format() {
    return format;
  }

  @Override
  public int count() {
    return files.size();
  }

  @Override
  public byte[] read(int index) throws IOException {
    return decoder.decode(files.get(index));
  }

  /**
   * Of up to a gigabyte of files their content, of more their names, sizes and times: to read more
   * would cost as much as the cache that this is for saves.
   */
  @Override
  public synchronized String identity() {
    if (identity == null) {
      try {
        identity = digest();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return identity;
  }

  private String digest() throws IOException {
    long bytes = 0;
    for (var file : files) {
      bytes += Files.size(file);
    }
    var digest = new Digest().add(decoder.layout().toString());
    for (var file : files) {
      digest.add(root.relativize(file).toString());
      if (bytes <= HASHED_BYTES) {
        digest.add(Files.readAllBytes(file));
      } else {
        digest.add(Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return digest.text();
  }
}
