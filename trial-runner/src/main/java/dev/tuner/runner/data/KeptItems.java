package dev.tuner.runner.data;

import java.io.IOException;

/** Items with a cache in front of them, in pieces of some items each. */
abstract class KeptItems implements Items {

  private final Items source;
  private final int pieceItems;

  KeptItems(Items source, int pieceItems) {
    this.source = source;
    this.pieceItems = pieceItems;
  }

  /** Where an item comes from that is not kept yet. */
  final Items source() {
    return source;
  }

  final int pieceCount() {
    return (count() + pieceItems - 1) / pieceItems;
  }

  /** The piece that an item lies in. */
  final int pieceOf(int index) {
    return index / pieceItems;
  }

  /** How many bytes of the piece lie before the item. */
  final long offsetInPiece(int index) {
    return (long) (index % pieceItems) * format().bytes();
  }

  /** How many items a piece holds: the last one may hold fewer. */
  final int itemsIn(int piece) {
    return Math.min(pieceItems, count() - piece * pieceItems);
  }

  @Override
  public ItemFormat format() {
    return source.format();
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public String identity() {
    return source.identity();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
