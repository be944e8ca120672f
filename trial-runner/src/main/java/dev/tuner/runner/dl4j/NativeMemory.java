package dev.tuner.runner.dl4j;

import org.bytedeco.javacpp.Pointer;

/**
 * Keeps memory outside the heap from piling up. ND4J frees an array when the collector finds its
 * tiny handle, but the collector sees no reason to look while only memory outside its heap grows.
 */
final class NativeMemory {

  private static final int CALLS_BETWEEN_LOOKS = 16;
  private static final int LOOKS_BETWEEN_COLLECTIONS = 4;
  private static final long ALLOWED_GROWTH = 256L << 20;

  private long calls;
  private int looks;
  private long floor = Long.MAX_VALUE; // the least since the last collection, which frees late

  /** To be called after every pass through the network. */
  void passed() {
    calls++;
    if (calls % CALLS_BETWEEN_LOOKS != 0) {
      return;
    }
    long now = Pointer.physicalBytes();
    floor = Math.min(floor, now);
    looks++;
    if (looks >= LOOKS_BETWEEN_COLLECTIONS && now - floor > ALLOWED_GROWTH) {
      System.gc();
      looks = 0;
      floor = Long.MAX_VALUE;
    }
  }
}
