package dev.tuner.runner.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheTest {

  private static final int COUNT = CountedItems.COUNT;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"MEMORY, 1", "MEMORY, 5", "MEMORY, 2147483647", "FILE, 1", "FILE, 5", "FILE, 9999"})
  void readsEveryItemOnce(CachePlan.Kind kind, int pieceItems) throws Exception {
    var source = new CountedItems("a");
    try (var cached = new CachePlan(kind, pieceItems, folder, 3).over(source)) {
      for (int epoch = 0; epoch < 3; epoch++) {
        for (int i = COUNT - 1; i >= 0; i--) {
          assertThat(cached.read(i)).isEqualTo(source.content(i));
        }
      }
    }
    assertThat(source.reads()).isEqualTo(COUNT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 9999})
  void filesServeTheNextTrial(int pieceItems) throws Exception {
    readAll(file(new CountedItems("a"), pieceItems));
    var next = new CountedItems("a");
    readAll(file(next, pieceItems));
    assertThat(next.reads()).isZero();
  }

  @Test
  void otherContentIsAnotherCache() throws Exception {
    readAll(file(new CountedItems("a"), 5));
    var other = new CountedItems("b");
    var cached = file(other, 5);
    assertThat(cached.read(3)).isEqualTo(other.content(3));
    assertThat(other.reads()).isEqualTo(1);
  }

  @Test
  void whatIsDamagedIsReadAgain() throws Exception {
    readAll(file(new CountedItems("a"), 9999));
    var file = onlyFile("items-000000.npy");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1; // of the last item
    Files.write(file, bytes);
    var next = new CountedItems("a");
    readAll(file(next, 9999));
    assertThat(next.reads()).isEqualTo(1);
  }

  @Test
  void aFileCutShortByACrashIsMadeAnew() throws Exception {
    readAll(file(new CountedItems("a"), 9999));
    Files.write(onlyFile("items-000000.npy"), new byte[7]);
    var next = new CountedItems("a");
    readAll(file(next, 9999));
    assertThat(next.reads()).isEqualTo(COUNT);
  }

  @Test
  void manyMayFillOneCacheAtOnce() throws Exception {
    var pool = Executors.newFixedThreadPool(4);
    var tasks = new ArrayList<Callable<Void>>();
    for (int t = 0; t < 8; t++) { // each like a process of its own: nothing shared but the folder
      tasks.add(
          () -> {
            for (int round = 0; round < 20; round++) {
              readAll(file(new CountedItems("a"), 5));
            }
            return null;
          });
    }
    for (var done : pool.invokeAll(tasks)) {
      done.get();
    }
    pool.shutdown();
    var next = new CountedItems("a");
    readAll(file(next, 5));
    assertThat(next.reads()).isZero();
  }

  @Test
  void filesAreWhatNumPyReads() throws Exception {
    readAll(file(new CountedItems("a"), 9999));
    try (var npy = NpyFile.open(onlyFile("items-000000.npy"))) {
      assertThat(npy.count()).isEqualTo(COUNT);
      assertThat(npy.format()).isEqualTo(new CountedItems("a").format());
      assertThat(npy.read(22)).isEqualTo(new CountedItems("a").content(22));
    }
    var header =
        new String(
            Files.readAllBytes(onlyFile("items-000000.npy")),
            10,
            70,
            java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(header)
        .startsWith("{'descr': '|u1', 'fortran_order': False, 'shape': (23, 1, 2, 3), }");
  }

  @Test
  void autoChoosesByRoomAndEpochsAndSaysWhy() {
    var items = new CountedItems("a"); // 138 bytes
    var choice = CacheChoice.of(items, 10, new Room(1000, 1000));
    assertThat(choice.kind()).isEqualTo(CachePlan.Kind.MEMORY);
    assertThat(choice.reason()).contains("23 items of 6 bytes").contains("read 10.0 times");
    assertThat(CacheChoice.of(items, 1, new Room(1000, 1000)).kind())
        .isEqualTo(CachePlan.Kind.FILE);
    assertThat(CacheChoice.of(items, 10, new Room(500, 1000)).kind())
        .isEqualTo(CachePlan.Kind.FILE);
    var none = CacheChoice.of(items, 10, new Room(500, 500));
    assertThat(none.kind()).isEqualTo(CachePlan.Kind.NONE);
    assertThat(none.reason()).contains("too much");
  }

  @Test
  void whatIsInMemoryNeedsNoCache() {
    var digits = DataSets.images("digits", 10, new ImageLayout(1, 8, 8, ImageLayout.Fit.CROP));
    assertThat(new CachePlan(CachePlan.Kind.MEMORY, 1, folder, 9).over(digits.items()))
        .isSameAs(digits.items());
  }

  private Items file(Items source, int pieceItems) {
    return new CachePlan(CachePlan.Kind.FILE, pieceItems, folder, 3).over(source);
  }

  private static void readAll(Items cached) throws IOException {
    try (cached) {
      for (int i = 0; i < COUNT; i++) {
        assertThat(cached.read(i)).isEqualTo(new CountedItems("a").content(i));
      }
    }
  }

  private Path onlyFile(String name) throws IOException {
    try (var files = Files.walk(folder)) {
      List<Path> found = files.filter(file -> file.endsWith(name)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }
}
