package dev.tuner.runner.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Keeps the items it has read in {@code .npy} files of some items each, in a folder named by the
 * items' identity. Any number of threads and processes may fill and read it at once, without locks:
 * {@code checks.npy} holds a checksum for each item, and an item is there exactly if its checksum
 * fits; what is half written, or lost in a crash, is read and written again.
 */
final class FileCache extends KeptItems {

  private static final System.Logger LOG = System.getLogger(FileCache.class.getName());
  private static final int MOST_OPEN = 256;

  private final Path folder;
  private final NpyHeader checksHeader;
  private final FileChannel checks;
  private final List<FileChannel> pieces = new ArrayList<>();
  private volatile boolean full;

  /**
   * @param root where the folders of all caches lie
   */
  FileCache(Items items, int pieceItems, Path root) {
    super(items, pieceItems);
    this.folder = root.resolve(items.identity().substring(0, 32) + "-" + pieceItems);
    this.checksHeader = NpyHeader.of("<u4", List.of((long) items.count()));
    try {
      Files.createDirectories(folder);
      checks = NpyPiece.open(folder.resolve("checks.npy"), checksHeader, Integer.BYTES);
      for (int p = 0; pieceCount() <= MOST_OPEN && p < pieceCount(); p++) {
        pieces.add(open(p));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the cache in %s cannot be used; set cache_dir or free some disk".formatted(folder), e);
    }
  }

  private FileChannel open(int piece) throws IOException {
    var file = folder.resolve("items-%06d.npy".formatted(piece));
    return NpyPiece.open(file, header(piece), format().bytes());
  }

  private NpyHeader header(int piece) {
    var shape = new ArrayList<Long>();
    shape.add((long) itemsIn(piece));
    format().shape().forEach(size -> shape.add((long) size));
    return NpyHeader.of(format().type().descriptor(), shape);
  }

  @Override
  public byte[] read(int index) throws IOException {
    int piece = pieceOf(index);
    if (!pieces.isEmpty()) {
      return read(index, pieces.get(piece), header(piece).bytes());
    }
    try (var channel = open(piece)) {
      return read(index, channel, header(piece).bytes());
    }
  }

  private byte[] read(int index, FileChannel piece, int headerBytes) throws IOException {
    long start = headerBytes + offsetInPiece(index);
    var kept = ByteBuffer.allocate(format().bytes());
    int wanted = readCheck(index);
    if (wanted != 0) {
      NpyPiece.read(piece, kept, start);
      if (check(kept.array()) == wanted) {
        return kept.array();
      }
    }
    byte[] bytes = source().read(index);
    if (!full) {
      write(index, piece, start, bytes);
    }
    return bytes;
  }

  private void write(int index, FileChannel piece, long start, byte[] bytes) {
    var sum = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    sum.putInt(0, check(bytes));
    try {
      NpyPiece.write(piece, ByteBuffer.wrap(bytes), start);
      NpyPiece.write(checks, sum, checksHeader.bytes() + (long) index * Integer.BYTES);
    } catch (IOException e) {
      full = true;
      LOG.log(System.Logger.Level.WARNING, "the file cache takes no more items: " + e.getMessage());
    }
  }

  private int readCheck(int index) throws IOException {
    var sum = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    NpyPiece.read(checks, sum, checksHeader.bytes() + (long) index * Integer.BYTES);
    return sum.getInt(0);
  }

  /** Never 0, which means that nothing is there. */
  private static int check(byte[] bytes) {
    var sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    return sum.getValue() == 0 ? 1 : (int) sum.getValue();
  }

  @Override
  public void close() throws IOException {
    checks.close();
    for (var piece : pieces) {
      piece.close();
    }
    super.close();
  }
}
