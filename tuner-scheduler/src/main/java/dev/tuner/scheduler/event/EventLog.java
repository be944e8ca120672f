package dev.tuner.scheduler.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Writes what was committed to the service's log, with the ids that people search for. */
@Component
class EventLog {

  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  @TransactionalEventListener
  void log(TrialMoved moved) {
    LOG.info(
        "study {} trial {} is {}{}",
        moved.studyId(),
        moved.trialId(),
        moved.state(),
        moved.reason() == null ? "" : ": " + moved.reason());
  }

  @TransactionalEventListener
  void log(RunLost lost) {
    LOG.warn(
        "study {} trial {} lost its run on worker {}: {}",
        lost.studyId(),
        lost.trialId(),
        lost.worker(),
        lost.why());
  }
}
