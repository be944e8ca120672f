package dev.tuner.scheduler.rung;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinitions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Opens the log of a study whose row the current transaction holds locked. */
@Component
public class StudyLogs {

  private final StudyLogStore store;
  private final StudyDefinitions definitions;
  private final Cache<UUID, LedgerState> ledgers;

  StudyLogs(StudyLogStore store, StudyDefinitions definitions, RungProperties properties) {
    this.store = store;
    this.definitions = definitions;
    this.ledgers = Caffeine.newBuilder().maximumSize(properties.cachedStudies()).build();
  }

  /** The log of the study; the same object within one transaction. */
  public StudyLog of(Study study) {
    return openLogs().computeIfAbsent(study.id(), id -> open(study));
  }

  private StudyLog open(Study study) {
    var objectives = definitions.of(study).objectives();
    var state = ledgers.getIfPresent(study.id());
    if (state == null || !(state.shows(study) || state.canCatchUp(study))) {
      state = new LedgerState(study, history(study));
    }
    if (!state.shows(study)) {
      store.replay(study, objectives, state);
      state.caughtUp(study);
    }
    ledgers.put(study.id(), state);
    return new StudyLog(study, objectives, state);
  }

  private Optional<StudyHistory> history(Study study) {
    var plan = definitions.of(study).plan();
    return Optional.of(plan)
        .filter(known -> known.searcher().learns())
        .map(known -> new StudyHistory(known.space(), study.log().definitionSequence() > 0));
  }

  @SuppressWarnings("unchecked") // only this class binds a resource under this key
  private Map<UUID, StudyLog> openLogs() {
    var open = (Map<UUID, StudyLog>) TransactionSynchronizationManager.getResource(this);
    if (open == null) {
      open = new HashMap<>();
      TransactionSynchronizationManager.bindResource(this, open);
      TransactionSynchronizationManager.registerSynchronization(new WriteAtCommit(open));
    }
    return open;
  }

  private final class WriteAtCommit implements TransactionSynchronization {

    private final Map<UUID, StudyLog> open;

    WriteAtCommit(Map<UUID, StudyLog> open) {
      this.open = open;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      open.values().forEach(store::write);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(StudyLogs.this);
      for (var log : open.values()) {
        if (status == STATUS_COMMITTED) {
          log.state().committed(log.stamp());
        } else {
          ledgers.asMap().remove(log.studyId(), log.state());
        }
      }
    }
  }
}
