package dev.tuner.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache's files in a real NumPy; skipped where no Python has it. */
class NumPyTest {

  private static final Optional<String> PYTHON =
      Stream.of("python3", "/usr/bin/python3")
          .filter(python -> run(python, "import numpy").isPresent())
          .findFirst();

  private static final String SHOW =
      """
      import numpy, sys
      a = numpy.load(sys.argv[1], mmap_mode="r", allow_pickle=False)
      print(a.dtype.str, a.shape, a.flags.c_contiguous)
      print(a[-1].tobytes().hex())
      print(float(a[1].ravel()[-1]))
      """;

  @TempDir private Path folder;

  @Test
  void readsBytesInTheirShapeAndOrder() throws Exception {
    var items = new CountedItems("a");
    var shown = shown(items, "items-000004.npy"); // of 23 items in fives: the last three
    assertThat(shown.get(0)).isEqualTo("|u1 (3, 1, 2, 3) True");
    assertThat(shown.get(1)).isEqualTo(HexFormat.of().formatHex(items.content(22)));
    assertThat(shown.get(2)).isEqualTo((items.content(21)[5] & 0xff) + ".0");
  }

  @Test
  void readsFloats() throws Exception {
    var rows = new float[7][6];
    for (int i = 0; i < 42; i++) {
      rows[i / 6][i % 6] = i * 0.25f - 3;
    }
    var shown = shown(new FromDisk(new FloatItems(List.of(2, 3), rows)), "items-000000.npy");
    assertThat(shown.get(0)).isEqualTo("<f4 (5, 2, 3) True");
    assertThat(shown.get(2)).isEqualTo("-0.25"); // row 1, last value: 11 * 0.25 - 3
  }

  @Test
  void readsTheChecksums() throws Exception {
    var shown = shown(new CountedItems("a"), "checks.npy", "print(a.dtype.str, a.shape)");
    assertThat(shown).containsExactly("<u4 (23,)");
  }

  private List<String> shown(Items items, String name) throws IOException {
    return shown(items, name, "");
  }

  private List<String> shown(Items items, String name, String instead) throws IOException {
    assumeTrue(PYTHON.isPresent(), "no Python with NumPy here");
    try (var cached = new CachePlan(CachePlan.Kind.FILE, 5, folder, 3).over(items)) {
      for (int i = 0; i < items.count(); i++) {
        cached.read(i);
      }
    }
    try (var files = Files.walk(folder)) {
      var file = files.filter(each -> each.endsWith(name)).findFirst().orElseThrow();
      var script =
          instead.isEmpty() ? SHOW : "import numpy, sys\na = numpy.load(sys.argv[1])\n" + instead;
      return run(PYTHON.get(), script, file.toString()).orElseThrow().lines().toList();
    }
  }

  /** What a script printed; empty if there is no such Python, or the script failed. */
  private static Optional<String> run(String python, String script, String... arguments) {
    try {
      var command = Stream.concat(Stream.of(python, "-c", script), Stream.of(arguments)).toList();
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same items, as if they had to be read each time. */
  private record FromDisk(Items items) implements Items {
    @Override
    public ItemFormat format() {
      return items.format();
    }

    @Override
    public int count() {
      return items.count();
    }

    @Override
    public byte[] read(int index) throws IOException {
      return items.read(index);
    }

    @Override
    public String identity() {
      return items.identity();
    }
  }
}
