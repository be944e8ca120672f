package dev.tuner.search.scheduler;

/** Up to 32 nodes, each with its counts and its last key beside it. */
final class RankBranch extends RankNode {
  private static final int CAPACITY = 32;

  private final RankNode[] children = new RankNode[CAPACITY];
  private final int[] sizes = new int[CAPACITY];
  private final int[] waits = new int[CAPACITY];
  private final double[] lastLosses = new double[CAPACITY];
  private final int[] lastArrivals = new int[CAPACITY];
  private int count;
  private int size;
  private int waiting;

  /** A new root over the halves of a split one. */
  static RankBranch over(RankNode left, RankNode right) {
    RankBranch root = new RankBranch();
    root.place(0, left);
    root.place(1, right);
    return root;
  }

  @Override
  int size() {
    return size;
  }

  @Override
  int waiting() {
    return waiting;
  }

  @Override
  double lastLoss() {
    return lastLosses[count - 1];
  }

  @Override
  int lastArrival() {
    return lastArrivals[count - 1];
  }

  @Override
  RankNode insert(double loss, int arrival, boolean waitsToo) {
    int at = Math.min(childOf(loss, arrival), count - 1);
    RankNode added = children[at].insert(loss, arrival, waitsToo);
    size++;
    waiting += waitsToo ? 1 : 0;
    note(at);
    if (added == null) {
      return null;
    }
    // what moved to the new node has left the old one, and place() counts it again
    size -= added.size();
    waiting -= added.waiting();
    if (count < CAPACITY) {
      place(at + 1, added);
      return null;
    }
    RankBranch right = split();
    if (at < count) {
      place(at + 1, added);
    } else {
      right.place(at + 1 - count, added);
    }
    return right;
  }

  private RankBranch split() {
    RankBranch right = new RankBranch();
    int half = CAPACITY / 2;
    for (int i = half; i < CAPACITY; i++) {
      right.place(i - half, children[i]);
      children[i] = null;
    }
    count = half;
    size -= right.size;
    waiting -= right.waiting;
    return right;
  }

  private void place(int at, RankNode child) {
    int behind = count - at;
    System.arraycopy(children, at, children, at + 1, behind);
    System.arraycopy(sizes, at, sizes, at + 1, behind);
    System.arraycopy(waits, at, waits, at + 1, behind);
    System.arraycopy(lastLosses, at, lastLosses, at + 1, behind);
    System.arraycopy(lastArrivals, at, lastArrivals, at + 1, behind);
    children[at] = child;
    count++;
    size += child.size();
    waiting += child.waiting();
    note(at);
  }

  /** Copies what the child says about itself. */
  private void note(int at) {
    RankNode child = children[at];
    sizes[at] = child.size();
    waits[at] = child.waiting();
    lastLosses[at] = child.lastLoss();
    lastArrivals[at] = child.lastArrival();
  }

  /** The first child that does not end before the key; {@code count} if all do. */
  private int childOf(double loss, int arrival) {
    int at = 0;
    while (at < count && isBefore(lastLosses[at], lastArrivals[at], loss, arrival)) {
      at++;
    }
    return at;
  }

  @Override
  int countBefore(double loss, int arrival) {
    int child = childOf(loss, arrival);
    int before = 0;
    for (int i = 0; i < child; i++) {
      before += sizes[i];
    }
    return child == count ? before : before + children[child].countBefore(loss, arrival);
  }

  @Override
  int select(int index) {
    int at = 0;
    int rest = index;
    while (rest >= sizes[at]) {
      rest -= sizes[at++];
    }
    return children[at].select(rest);
  }

  @Override
  int firstWaiting() {
    int at = 0;
    while (waits[at] == 0) {
      at++;
    }
    return children[at].firstWaiting();
  }

  @Override
  void setWaiting(double loss, int arrival, boolean waitsToo) {
    int at = childOf(loss, arrival);
    children[at].setWaiting(loss, arrival, waitsToo);
    waiting += children[at].waiting() - waits[at];
    waits[at] = children[at].waiting();
  }
}
