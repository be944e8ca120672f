package dev.tuner.search.scheduler;

/**
 * A node of a counted B+ tree over (loss, arrival number), ascending. Insert-only; each entry has a
 * waiting flag. A node knows how many entries and how many waiting ones lie below it, so that
 * ranks, selection and "the first who waits" take O(log n).
 */
abstract class RankNode {
  abstract int size();

  abstract int waiting();

  abstract double lastLoss();

  abstract int lastArrival();

  /**
   * Inserts an entry.
   *
   * @return the new right neighbour if this node had to be split, else null
   */
  abstract RankNode insert(double loss, int arrival, boolean waits);

  /** How many entries come before (loss, arrival). */
  abstract int countBefore(double loss, int arrival);

  /** The arrival number of the entry at an index from 0. */
  abstract int select(int index);

  /** The arrival number of the first entry that waits; there must be one. */
  abstract int firstWaiting();

  /** Changes the flag of an entry that is in the tree. */
  abstract void setWaiting(double loss, int arrival, boolean waits);

  static boolean isBefore(double lossA, int arrivalA, double lossB, int arrivalB) {
    return lossA < lossB || (lossA == lossB && arrivalA < arrivalB);
  }
}
