package dev.tuner.scheduler.rung;

import dev.tuner.scheduler.rung.StudyLog.DecisionRow;
import dev.tuner.scheduler.rung.StudyLog.EntryRow;
import dev.tuner.scheduler.study.Study;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.scheduler.RungEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Replaces the stored rungs of a study that gets another scheduler. */
@Component
public class NewRungs {

  private static final int ROWS_AT_ONCE = 5000;

  private final StudyLogStore store;

  NewRungs(StudyLogStore store) {
    this.store = store;
  }

  /** Deletes what is stored; the study's row is locked. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Writer replace(Study study) {
    store.deleteEntries(study.id());
    study.rewroteRungs();
    return new Writer(study);
  }

  /** Writes rungs and decisions in their order, many at once; close it at the end. */
  public final class Writer implements AutoCloseable {

    private final Study study;
    private final List<EntryRow> entries = new ArrayList<>();
    private final List<DecisionRow> decisions = new ArrayList<>();

    private Writer(Study study) {
      this.study = study;
    }

    public void add(RungEntry entry) {
      entries.add(new EntryRow(entry, study.log().next()));
      flushIfLong();
    }

    /** The scheduler judged a waiting trial anew. */
    public void decided(UUID trialId, long step, Decision decision, Instant now) {
      decisions.add(
          new DecisionRow(trialId, step, decision, Cause.CHANGE, study.log().next(), now));
      flushIfLong();
    }

    private void flushIfLong() {
      if (entries.size() + decisions.size() >= ROWS_AT_ONCE) {
        close();
      }
    }

    @Override
    public void close() {
      store.insertEntries(study.id(), entries);
      store.insertDecisions(study.id(), decisions);
      entries.clear();
      decisions.clear();
    }
  }
}
