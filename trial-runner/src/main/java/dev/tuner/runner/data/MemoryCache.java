package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps the items it has read outside the heap, so that the first epoch fills it. When memory ends
 * it keeps what it has, and reads the rest each time.
 */
final class MemoryCache extends KeptItems {

  private static final System.Logger LOG = System.getLogger(MemoryCache.class.getName());

  private final AtomicReferenceArray<ByteBuffer> pieces;
  private final AtomicIntegerArray filled;
  private volatile boolean full;

  MemoryCache(Items items, int pieceItems) {
    super(items, pieceItems);
    this.pieces = new AtomicReferenceArray<>(pieceCount());
    this.filled = new AtomicIntegerArray(items.count());
  }

  @Override
  public byte[] read(int index) throws IOException {
    int size = format().bytes();
    int start = (int) offsetInPiece(index); // a piece is at most 2 GiB
    if (filled.get(index) == 1) {
      var bytes = new byte[size];
      pieces.get(pieceOf(index)).get(start, bytes);
      return bytes;
    }
    byte[] bytes = source().read(index);
    var piece = piece(pieceOf(index));
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
      try {
        pieces.set(number, ByteBuffer.allocateDirect(itemsIn(number) * format().bytes()));
      } catch (OutOfMemoryError e) {
        full = true;
        LOG.log(
            System.Logger.Level.WARNING,
            "the memory cache is full before all items are in it; set cache to file");
      }
    }
    return pieces.get(number);
  }
}
