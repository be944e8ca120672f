package dev.tuner.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {

  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";
  private static final int IMAGE_MAGIC = 0x803;
  private static final int LABEL_MAGIC = 0x801;

  @TempDir private Path folder;

  @Test
  void readsPlainAndGzippedFiles() throws IOException {
    Files.write(folder.resolve(IMAGES), idx(IMAGE_MAGIC, new int[] {3, 2, 2}, 12));
    Files.write(folder.resolve(LABELS + ".gz"), gzip(idx(LABEL_MAGIC, new int[] {3}, 3)));
    var images = load(folder);
    assertThat(images.items().format().shape()).containsExactly(1, 2, 2);
    assertThat(images.targets().strata()).containsExactly(0, 1, 2);
    assertThat(images.items().read(2)).containsExactly(8, 9, 10, 11);
  }

  @Test
  void namesTheMissingFile() throws IOException {
    refuses("neither 'digits' nor a file or folder", folder.resolve("nowhere"));
    refuses(IMAGES, folder);
    Files.write(folder.resolve(IMAGES), idx(IMAGE_MAGIC, new int[] {3, 2, 2}, 12));
    refuses(LABELS, folder);
  }

  @Test
  void namesAWrongMagicNumber() throws IOException {
    write(idx(0x1234, new int[] {3, 2, 2}, 12), idx(LABEL_MAGIC, new int[] {3}, 3));
    refuses("magic 0x00001234", folder);
  }

  @Test
  void noticesTruncationAndTrailingBytes() throws IOException {
    byte[] labels = idx(LABEL_MAGIC, new int[] {3}, 3);
    for (int values : new int[] {11, 13, 0}) {
      write(idx(IMAGE_MAGIC, new int[] {3, 2, 2}, values), labels);
      refuses("truncated or damaged", folder);
    }
    write(new byte[] {0, 0}, labels);
    refuses("truncated or damaged", folder);
  }

  @Test
  void noticesADamagedGzip() throws IOException {
    byte[] images = gzip(idx(IMAGE_MAGIC, new int[] {3, 2, 2}, 12));
    Files.write(folder.resolve(IMAGES + ".gz"), Arrays.copyOf(images, images.length - 9));
    refuses("truncated or damaged", folder);
  }

  @Test
  void refusesSizesThatCannotBe() throws IOException {
    byte[] labels = idx(LABEL_MAGIC, new int[] {3}, 3);
    write(idx(IMAGE_MAGIC, new int[] {3, 0, 2}, 0), labels);
    refuses("at least 1", folder);
    write(idx(IMAGE_MAGIC, new int[] {60_000, 60_000, 60_000}, 12), labels);
    refuses("2^31", folder);
  }

  @Test
  void refusesMoreImagesThanLabels() throws IOException {
    write(idx(IMAGE_MAGIC, new int[] {3, 2, 2}, 12), idx(LABEL_MAGIC, new int[] {4}, 4));
    refuses("3 training images but 4 labels", folder);
  }

  @Test
  void namesTheImageWhoseLabelIsOutOfRange() throws IOException {
    write(idx(IMAGE_MAGIC, new int[] {12, 1, 1}, 12), idx(LABEL_MAGIC, new int[] {12}, 12));
    refuses("item 10 has label 10", folder);
  }

  private void write(byte[] images, byte[] labels) throws IOException {
    Files.write(folder.resolve(IMAGES), images);
    Files.write(folder.resolve(LABELS), labels);
  }

  private static void refuses(String reason, Path folder) {
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(reason.startsWith("item ") ? "'classes'" : folder.toString());
  }

  private static Dataset load(Path folder) {
    return DataSets.images(folder.toString(), 10, new ImageLayout(1, 28, 28, ImageLayout.Fit.CROP));
  }

  private static byte[] idx(int magic, int[] sizes, int values) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(magic);
    for (int size : sizes) {
      out.writeInt(size);
    }
    for (int i = 0; i < values; i++) {
      out.writeByte(i);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
