package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.search.Tries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RungLedgerTest {

  /** The same rung, written so simply that it is right. */
  private static final class Naive {
    private final List<RungEntry> entries = new ArrayList<>();
    private final Set<Integer> promoted = new HashSet<>();
    private final Set<Integer> withdrawn = new HashSet<>();

    List<RungEntry> ranked() {
      return entries.stream().sorted(Comparator.comparingDouble(RungEntry::loss)).toList();
    }

    Optional<Rung.Candidate> best() {
      List<RungEntry> ranked = ranked();
      for (int i = 0; i < ranked.size(); i++) {
        RungEntry entry = ranked.get(i);
        if (waits(entry)) {
          return Optional.of(new Rung.Candidate(entry.trial(), i + 1, entry.loss()));
        }
      }
      return Optional.empty();
    }

    boolean waits(RungEntry entry) {
      return entry.fate() == RungEntry.Fate.WAITS
          && entry.loss() < Double.POSITIVE_INFINITY
          && !promoted.contains(entry.trial())
          && !withdrawn.contains(entry.trial());
    }
  }

  private static final List<RungEntry.Fate> FATES = List.of(RungEntry.Fate.values());

  private final RungLedger ledger = new RungLedger();
  private final Naive naive = new Naive();

  private void arrive(int trial, double loss, RungEntry.Fate fate) {
    RungEntry entry = new RungEntry(0, 3, trial, loss, fate);
    ledger.add(entry);
    naive.entries.add(entry);
  }

  private void promoteBest() {
    naive
        .best()
        .ifPresent(
            best -> {
              ledger.promoted(0, 3, best.trial());
              naive.promoted.add(best.trial());
            });
  }

  private void check(double probe) {
    Rung rung = ledger.rung(0, 3);
    List<RungEntry> ranked = naive.ranked();
    assertThat(rung.size()).isEqualTo(ranked.size());
    assertThat(rung.rankIfAdded(probe))
        .isEqualTo(1 + (int) ranked.stream().filter(e -> e.loss() <= probe).count());
    assertThat(rung.bestWaiting()).isEqualTo(naive.best());
    assertThat(rung.waiting()).isEqualTo((int) naive.entries.stream().filter(naive::waits).count());
    for (int rank = 1; rank <= ranked.size(); rank++) {
      assertThat(rung.lossAtRank(rank)).isEqualTo(ranked.get(rank - 1).loss());
      assertThat(rung.rank(ranked.get(rank - 1).trial())).hasValue(rank);
    }
  }

  @Test
  void answersAsANaiveRungDoes() {
    Tries.of(
        50,
        random -> {
          int size = random.nextInt(1, 601);
          int distinctLosses = random.nextInt(1, 51);
          RungLedgerTest fresh = new RungLedgerTest();
          for (int trial = 0; trial < size; trial++) {
            int loss = random.nextInt(distinctLosses);
            fresh.arrive(
                trial * 7,
                loss == 0 ? Double.POSITIVE_INFINITY : loss,
                FATES.get(random.nextInt(3)));
            int victim = random.nextInt(trial + 1) * 7;
            switch (random.nextInt(6)) {
              case 0, 1 -> fresh.promoteBest();
              case 2 -> {
                fresh.ledger.withdraw(victim);
                fresh.naive.withdrawn.add(victim);
              }
              case 3 -> {
                fresh.ledger.restore(victim);
                fresh.naive.withdrawn.remove(victim);
              }
              default -> assertThat(fresh.ledger.rung(0, 3).contains(trial * 7)).isTrue();
            }
          }
          fresh.check(random.nextInt(distinctLosses) + 0.5);
          fresh.check(random.nextInt(distinctLosses));
        });
  }

  @Test
  void aTrialThatIsTakenOutWasNeverThere() {
    var ledger = new RungLedger();
    var without = new RungLedger();
    for (int trial = 0; trial < 50; trial++) {
      var entry = new RungEntry(0, 1, trial, (trial * 7) % 50, RungEntry.Fate.WAITS);
      ledger.add(entry);
      if (trial != 20) {
        without.add(entry);
      }
    }
    for (var each : List.of(ledger, without)) {
      each.promoted(0, 1, 0);
      each.withdraw(43);
    }

    ledger.remove(0, 1, 20);
    ledger.remove(3, 1, 20);

    assertThat(ledger.rung(0, 1).entries()).isEqualTo(without.rung(0, 1).entries());
    assertThat(ledger.rung(0, 1).bestWaiting()).isEqualTo(without.rung(0, 1).bestWaiting());
    assertThat(ledger.rung(0, 1).promoted()).isEqualTo(1);
    assertThat(ledger.rung(0, 1).waiting()).isEqualTo(47);
    assertThat(ledger.rung(0, 1).contains(20)).isFalse();
  }

  @Test
  void manyEqualLossesKeepTheOrderOfArrival() {
    for (int trial = 0; trial < 5000; trial++) {
      ledger.add(new RungEntry(0, 1, 5000 - trial, 0.5, RungEntry.Fate.WAITS));
    }
    Rung rung = ledger.rung(0, 1);
    assertThat(rung.rank(5000)).hasValue(1);
    assertThat(rung.rank(1)).hasValue(5000);
    assertThat(rung.rankIfAdded(0.5)).isEqualTo(5001);
    assertThat(rung.rankIfAdded(0.4)).isEqualTo(1);
    assertThat(rung.bestWaiting().orElseThrow().trial()).isEqualTo(5000);
  }

  @Test
  void aTrialIsInARungOnceAndIsPromotedOnce() {
    arrive(1, 0.5, RungEntry.Fate.WAITS);
    assertThatThrownBy(() -> arrive(1, 0.4, RungEntry.Fate.WAITS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("trial 1 is already in the rung at step 3");
    ledger.promoted(0, 3, 1);
    assertThatThrownBy(() -> ledger.promoted(0, 3, 1)).hasMessageContaining("does not wait");
    assertThatThrownBy(() -> ledger.promoted(1, 3, 1)).hasMessageContaining("nobody");
  }

  @Test
  void listsItsRungsAndTheirEntriesInOrder() {
    ledger.add(new RungEntry(1, 3, 9, 0.3, RungEntry.Fate.GOES_ON));
    ledger.add(new RungEntry(0, 9, 8, 0.2, RungEntry.Fate.ENDS));
    ledger.add(new RungEntry(0, 1, 7, 0.4, RungEntry.Fate.WAITS));
    ledger.add(new RungEntry(0, 1, 6, 0.1, RungEntry.Fate.WAITS));
    assertThat(ledger.keys())
        .containsExactly(
            new RungLedger.Key(0, 1), new RungLedger.Key(0, 9), new RungLedger.Key(1, 3));
    assertThat(ledger.rung(0, 1).entries()).extracting(RungEntry::trial).containsExactly(7, 6);
    assertThat(ledger.rung(5, 5).size()).isZero();
    ledger.promoted(0, 1, 6);
    assertThat(ledger.rung(0, 1).entries().get(1).fate()).isEqualTo(RungEntry.Fate.GOES_ON);
  }
}
