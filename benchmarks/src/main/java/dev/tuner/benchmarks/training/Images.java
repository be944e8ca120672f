package dev.tuner.benchmarks.training;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Images that are made, of ten classes. */
final class Images {
  static final int SIDE = 28;
  static final int CLASSES = 10;
  private static final int JPEG_SIDE = 224;

  private Images() {}

  /** A folder of IDX files with so many images to train on, and some to validate on. */
  static Path idx(int training) throws IOException {
    var folder = Files.createDirectories(Path.of("idx-" + training));
    var random = new Random(1);
    int count = training * 10 / 9 / CLASSES * CLASSES + CLASSES;
    var pixels = new byte[count * SIDE * SIDE];
    random.nextBytes(pixels);
    write(folder.resolve("train-images-idx3-ubyte"), new int[] {0x803, count, SIDE, SIDE}, pixels);
    var labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % CLASSES);
    }
    write(folder.resolve("train-labels-idx1-ubyte"), new int[] {0x801, count}, labels);
    return folder.toAbsolutePath();
  }

  private static void write(Path file, int[] header, byte[] values) throws IOException {
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int number : header) {
        out.writeInt(number);
      }
      out.write(values);
    }
  }

  /** A folder with a folder of JPEG files a class, of the size of ImageNet's crops. */
  static Path jpegs(int count) throws IOException {
    var folder = Path.of("jpegs-" + count);
    if (Files.isDirectory(folder)) {
      return folder.toAbsolutePath(); // made by an earlier case
    }
    var random = new Random(1);
    for (int i = 0; i < count; i++) {
      var file = folder.resolve("class%d/%04d.jpg".formatted(i % CLASSES, i));
      Files.createDirectories(file.getParent());
      ImageIO.write(drawn(random), "jpg", file.toFile());
    }
    return folder.toAbsolutePath();
  }

  private static BufferedImage drawn(Random random) {
    var image = new BufferedImage(JPEG_SIDE, JPEG_SIDE, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    for (int i = 0; i < 60; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      int size = 5 + random.nextInt(JPEG_SIDE / 2);
      graphics.fillOval(random.nextInt(JPEG_SIDE), random.nextInt(JPEG_SIDE), size, size);
    }
    graphics.dispose();
    return image;
  }
}
