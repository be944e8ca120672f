package dev.tuner.search.scheduler;

/**
 * A trial arrives at a rung: where it ranks, itself included, and whether that is enough.
 *
 * @param n the rung's size with it
 * @param place where it ranks
 */
record Arrival(long level, double loss, int n, Place place, Cut.Verdict verdict) {

  static Arrival of(Climb climb, int index, AshaRule rule) {
    double loss = climb.progress().loss();
    long level = climb.ladder().level(index);
    Rung rung = climb.rungs().rung(climb.progress().bracket(), level);
    int n = rung.size() + 1;
    RungEntry arriving = climb.entry(level, RungEntry.Fate.GOES_ON);
    Place place = rule.order().arriving(arriving, rung);
    int rank = place.rank();
    Cut.Verdict verdict =
        rule.cut().of(climb.ladder(), index, n, rank, k -> lossAt(k, rank, loss, rung));
    return new Arrival(level, loss, n, place, verdict);
  }

  private static double lossAt(int k, int rank, double loss, Rung rung) {
    if (k == rank) {
      return loss;
    }
    return rung.lossAtRank(k < rank ? k : k - 1);
  }

  Decision decision(Decision.Kind kind, String reason) {
    return new Decision(kind, false, level, n, place.rank(), verdict.cutoff(), reason);
  }

  /** Such as "rank 14 of 40 at step 27; 13 go on". */
  String words() {
    return place.words(n, level, verdict.words());
  }

  static String words(int rank, int n, long level, String rule) {
    return "rank %d of %d at step %d; %s".formatted(rank, n, level, rule);
  }
}
