package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps the items it has read outside the heap, so that the first epoch fills it. When memory ends
 * it keeps what it has, and reads the rest each time.
 */
final class MemoryCache implements Items {

  private static final System.Logger LOG = System.getLogger(MemoryCache.class.getName());

  private final Items items;
  private final int pieceItems;
  private final AtomicReferenceArray<ByteBuffer> pieces;
  private final AtomicIntegerArray filled;
  private volatile boolean full;

  MemoryCache(Items items, int pieceItems) {
    this.items = items;
    this.pieceItems = pieceItems;
    this.pieces = new AtomicReferenceArray<>((items.count() + pieceItems - 1) / pieceItems);
    this.filled = new AtomicIntegerArray(items.count());
  }

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
    int size = format().bytes();
    int start = index % pieceItems * size;
    if (filled.get(index) == 1) {
      var bytes = new byte[size];
      pieces.get(index / pieceItems).get(start, bytes);
      return bytes;
    }
    byte[] bytes = items.read(index);
    var piece = piece(index / pieceItems);
    if (piece != null) {
      piece.put(start, bytes);
      filled.set(index, 1); // after the bytes: who sees this sees them
    }
    return bytes;
  }

  /** The piece's memory; null if there is no more. */
  private ByteBuffer piece(int number) {
    var piece = pieces.get(number);
    return piece != null || full ? piece : allocate(number);
  }

  private synchronized ByteBuffer allocate(int number) {
    if (pieces.get(number) == null && !full) {
      int held = Math.min(pieceItems, count() - number * pieceItems);
      try {
        pieces.set(number, ByteBuffer.allocateDirect(held * format().bytes()));
      } catch (OutOfMemoryError e) {
        full = true;
        LOG.log(
            System.Logger.Level.WARNING,
            "the memory cache is full before all items are in it; set cache to file");
      }
    }
    return pieces.get(number);
  }

  @Override
  public String identity() {
    return items.identity();
  }

  @Override
  public void close() throws IOException {
    items.close();
  }
}
