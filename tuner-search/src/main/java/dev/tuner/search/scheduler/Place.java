package dev.tuner.search.scheduler;

/**
 * Where a trial ranks in a rung.
 *
 * @param rank 1 is best
 * @param first whether nobody who waits in the rung ranks before it
 * @param detail more about it, such as " (front 2 of 4)"; most often nothing
 */
record Place(int trial, int rank, boolean first, String detail) {

  /** Such as "rank 14 of 40 at step 27; 13 go on". */
  String words(int n, long level, String rule) {
    return "rank %d of %d at step %d%s; %s".formatted(rank, n, level, detail, rule);
  }
}
