package dev.tuner.search.scheduler;

/**
 * A trial arrives at a rung: where it would rank, itself included.
 *
 * @param n the rung's size with it
 * @param goOn how many of them go on
 * @param cutoff the worst loss that still goes on; null while nobody does
 * @param rung the rung without it
 */
record Arrival(long level, double loss, int n, int rank, int goOn, Double cutoff, Rung rung) {

  static Arrival of(Progress progress, Ladder ladder, int index, Rungs rungs) {
    long level = ladder.level(index);
    Rung rung = rungs.rung(progress.bracket(), level);
    int n = rung.size() + 1;
    int rank = rung.rankIfAdded(progress.loss());
    int goOn = ladder.goOn(index, n);
    return new Arrival(
        level, progress.loss(), n, rank, goOn, cutoff(rung, rank, goOn, progress.loss()), rung);
  }

  /** The same arrival where at least {@code least} go on. */
  Arrival atLeast(int least) {
    int more = Math.max(least, goOn);
    return new Arrival(level, loss, n, rank, more, cutoff(rung, rank, more, loss), rung);
  }

  private static Double cutoff(Rung rung, int rank, int goOn, double loss) {
    if (goOn == 0) {
      return null;
    }
    if (goOn == rank) {
      return loss;
    }
    return rung.lossAtRank(goOn < rank ? goOn : goOn - 1);
  }

  Decision decision(Decision.Kind kind, String reason) {
    return new Decision(kind, false, level, n, rank, cutoff, reason);
  }

  /** Such as "rank 14 of 40 at step 27; 13 go on". */
  String words() {
    return words(rank, n, level, goOn);
  }

  static String words(int rank, int n, long level, int goOn) {
    return "rank %d of %d at step %d; %d %s on"
        .formatted(rank, n, level, goOn, goOn == 1 ? "goes" : "go");
  }
}
