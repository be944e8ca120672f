package dev.tuner.runner.data;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Turns a PNG or JPEG file into the pixels of one shape: channel, row, column. */
record ImageDecoder(ImageLayout layout) {

  static {
    ImageIO.setUseCache(false); // no temporary file for each image
  }

  /**
   * The pixels of an image, a byte each.
   *
   * @throws InvalidDataException if it is damaged or of another kind; names the file
   */
  byte[] decode(Path file) throws IOException {
    BufferedImage image;
    try (var in = Files.newInputStream(file)) {
      image = ImageIO.read(in);
    } catch (IOException | RuntimeException e) { // the readers throw either for damaged files
      if (!Files.isReadable(file)) {
        throw new InvalidDataException(file + " cannot be read; is it still there?");
      }
      throw new InvalidDataException(
          "%s is truncated or damaged (%s); remove or replace it".formatted(file, e.getMessage()));
    }
    if (image == null) {
      throw new InvalidDataException(
          file + " is no image of a known kind; convert it to PNG or JPEG");
    }
    return pixels(fitted(image));
  }

  private BufferedImage fitted(BufferedImage image) {
    double across = (double) layout.width() / image.getWidth();
    double down = (double) layout.height() / image.getHeight();
    int width = layout.width();
    int height = layout.height();
    if (layout.fit() != ImageLayout.Fit.STRETCH) {
      boolean crops = layout.fit() == ImageLayout.Fit.CROP;
      double scale = crops ? Math.max(across, down) : Math.min(across, down);
      width = (int) Math.max(1, Math.round(image.getWidth() * scale));
      height = (int) Math.max(1, Math.round(image.getHeight() * scale));
    }
    int type = layout.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    var fitted = new BufferedImage(layout.width(), layout.height(), type);
    var graphics = fitted.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    draw(graphics, halved(image, width, height), width, height);
    graphics.dispose();
    return fitted;
  }

  private void draw(Graphics2D graphics, Image image, int width, int height) {
    int left = (layout.width() - width) / 2;
    int top = (layout.height() - height) / 2;
    graphics.drawImage(image, left, top, width, height, null);
  }

  /**
   * Halves until less than a half is left to do: bilinear reads four pixels, and skips the rest.
   */
  private static BufferedImage halved(BufferedImage image, int width, int height) {
    var smaller = image;
    while (smaller.getWidth() >= 2 * width && smaller.getHeight() >= 2 * height) {
      int halfWidth = smaller.getWidth() / 2;
      int halfHeight = smaller.getHeight() / 2;
      var half = new BufferedImage(halfWidth, halfHeight, BufferedImage.TYPE_INT_RGB);
      var graphics = half.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(smaller, 0, 0, halfWidth, halfHeight, null);
      graphics.dispose();
      smaller = half;
    }
    return smaller;
  }

  private byte[] pixels(BufferedImage image) {
    byte[] stored = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int channels = layout.channels();
    int area = layout.height() * layout.width();
    var pixels = new byte[channels * area];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < channels; c++) {
        pixels[c * area + i] = stored[i * channels + (channels - 1 - c)]; // stored blue first
      }
    }
    return pixels;
  }
}
