package dev.tuner.scheduler.rung;

import dev.tuner.scheduler.study.Study;
import dev.tuner.search.scheduler.RungLedger;
import java.util.Optional;
import java.util.UUID;

/**
 * The rungs of one study in memory, what its searcher learns from, and which state of the stored
 * log they show. It is a cache: valid only while its stamp is the one in the study's row, and
 * rebuilt from the table otherwise.
 */
final class LedgerState {

  private final RungLedger ledger = new RungLedger();
  private final Optional<StudyHistory> history;
  private final long definitionSequence;
  private final long rungsSince;
  private long sequence;
  private UUID stamp;
  private boolean committed = true;

  /**
   * @param history what the searcher learns from; empty when it does not learn
   */
  LedgerState(Study study, Optional<StudyHistory> history) {
    this.history = history;
    this.definitionSequence = study.log().definitionSequence();
    this.rungsSince = study.log().rungsSince();
  }

  /** Whether this is exactly what the study's locked row says. */
  synchronized boolean shows(Study study) {
    return study.log().stamp().equals(stamp)
        && definitionSequence == study.log().definitionSequence()
        && rungsSince == study.log().rungsSince();
  }

  /** Whether it is an older committed state, which the rows logged since then complete. */
  synchronized boolean canCatchUp(Study study) {
    return committed
        && definitionSequence == study.log().definitionSequence()
        && rungsSince == study.log().rungsSince();
  }

  synchronized long sequence() {
    return sequence;
  }

  synchronized void caughtUp(Study study) {
    sequence = study.log().sequence();
    stamp = study.log().stamp();
  }

  synchronized void changing(UUID newStamp, long newSequence) {
    stamp = newStamp;
    sequence = newSequence;
    committed = false;
  }

  /**
   * The transaction of this stamp is committed; a later one may already be changing the ledger
   * again.
   */
  synchronized void committed(UUID committedStamp) {
    committed |= committedStamp.equals(stamp);
  }

  RungLedger ledger() {
    return ledger;
  }

  Optional<StudyHistory> history() {
    return history;
  }
}
