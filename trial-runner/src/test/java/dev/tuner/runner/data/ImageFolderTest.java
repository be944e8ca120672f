package dev.tuner.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

  @TempDir private Path folder;

  @BeforeEach
  void fill() throws IOException {
    save("cat/b.png", half(20, 10, Color.RED, Color.BLUE));
    save("cat/a.jpg", half(64, 64, Color.WHITE, Color.WHITE));
    save("dog/c.jpeg", half(30, 30, Color.BLACK, Color.BLACK));
    Files.writeString(folder.resolve("cat/notes.txt"), "no image");
  }

  @Test
  void aFolderIsAClass() {
    var dataset = load(layout(3, ImageLayout.Fit.CROP));
    assertThat(((Targets.Classes) dataset.targets()).names()).containsExactly("cat", "dog");
    assertThat(dataset.targets().strata()).containsExactly(0, 0, 1);
    assertThat(dataset.items().format().shape()).isEqualTo(List.of(3, 8, 8));
  }

  @Test
  void channelsRowsAndColumnsAreInTheirPlaces() throws IOException {
    byte[] pixels = load(layout(3, ImageLayout.Fit.STRETCH)).items().read(1); // b.png
    for (int y = 0; y < 8; y++) {
      assertThat(pixels[y * 8] & 0xff).isEqualTo(255); // red, left
      assertThat(pixels[128 + y * 8] & 0xff).isZero(); // blue, left
      assertThat(pixels[y * 8 + 7] & 0xff).isZero(); // red, right
      assertThat(pixels[128 + y * 8 + 7] & 0xff).isEqualTo(255); // blue, right
    }
  }

  @Test
  void cropCutsTheEndsAndPadFillsWithBlack() throws IOException {
    save("cat/b.png", thirds());
    byte[] cropped = load(layout(1, ImageLayout.Fit.CROP)).items().read(1);
    assertThat(mean(cropped)).isEqualTo(255, within(12.0)); // the white middle alone
    byte[] padded = load(layout(1, ImageLayout.Fit.PAD)).items().read(1);
    assertThat(Arrays.copyOf(padded, 16)).containsOnly(0); // two rows of black above
    assertThat(Arrays.copyOfRange(padded, 48, 64)).containsOnly(0);
    assertThat(mean(Arrays.copyOfRange(padded, 24, 40))).isGreaterThan(50);
  }

  @Test
  void greyIsOneChannel() throws IOException {
    var items = load(layout(1, ImageLayout.Fit.CROP)).items();
    assertThat(items.read(0)).hasSize(64).containsOnly((byte) 255);
    assertThat(items.read(2)).containsOnly((byte) 0);
  }

  @Test
  void namesATruncatedImage() throws IOException {
    var file = folder.resolve("cat/a.jpg");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));
    refuses("a.jpg is truncated or damaged");
    Files.writeString(file, "not an image at all");
    refuses("a.jpg is no image of a known kind");
  }

  @Test
  void refusesFoldersThatAreNoClasses() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> load(layout(1, ImageLayout.Fit.CROP)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("empty holds no .png or .jpg");
  }

  @Test
  void identityFollowsContentAndLayout() throws IOException {
    var before = load(layout(1, ImageLayout.Fit.CROP)).items().identity();
    assertThat(load(layout(1, ImageLayout.Fit.CROP)).items().identity()).isEqualTo(before);
    assertThat(load(layout(1, ImageLayout.Fit.PAD)).items().identity()).isNotEqualTo(before);
    save("dog/c.jpeg", half(30, 30, Color.BLACK, Color.GRAY));
    assertThat(load(layout(1, ImageLayout.Fit.CROP)).items().identity()).isNotEqualTo(before);
  }

  private void refuses(String reason) {
    assertThatThrownBy(() -> load(layout(1, ImageLayout.Fit.CROP)).items().read(0))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(reason);
  }

  private Dataset load(ImageLayout layout) {
    return DataSets.images(folder.toString(), 10, layout);
  }

  private static ImageLayout layout(int channels, ImageLayout.Fit fit) {
    return new ImageLayout(channels, 8, 8, fit);
  }

  private static double mean(byte[] pixels) {
    double sum = 0;
    for (byte pixel : pixels) {
      sum += pixel & 0xff;
    }
    return sum / pixels.length;
  }

  private static BufferedImage half(int width, int height, Color left, Color right) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (x < width / 2 ? left : right).getRGB());
      }
    }
    return image;
  }

  /** Black, white, black: each as wide as the image is high. */
  private static BufferedImage thirds() {
    var image = half(48, 16, Color.BLACK, Color.BLACK);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(16, 0, 16, 16);
    graphics.dispose();
    return image;
  }

  private void save(String name, BufferedImage image) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", file.toFile());
  }
}
