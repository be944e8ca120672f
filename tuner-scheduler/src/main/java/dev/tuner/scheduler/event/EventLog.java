package dev.tuner.scheduler.event;

import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Writes what was committed to the service's log, with the ids that people search for. */
@Component
class EventLog {

  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  @TransactionalEventListener
  void log(TrialMoved moved) {
    of(
        moved.studyId(),
        moved.trialId(),
        () ->
            LOG.info(
                "study {} trial {} is {}{}",
                moved.studyId(),
                moved.trialId(),
                moved.state(),
                moved.reason() == null ? "" : ": " + moved.reason()));
  }

  @TransactionalEventListener
  void log(RunLost lost) {
    of(
        lost.studyId(),
        lost.trialId(),
        () ->
            LOG.warn(
                "study {} trial {} lost its run on worker {}: {}",
                lost.studyId(),
                lost.trialId(),
                lost.worker(),
                lost.why()));
  }

  /** The line has these ids as fields, whichever the request that causes it has. */
  private static void of(UUID study, UUID trial, Runnable line) {
    var before = MDC.getCopyOfContextMap();
    MDC.put("study_id", study.toString());
    MDC.put("trial_id", trial.toString());
    try {
      line.run();
    } finally {
      MDC.setContextMap(before == null ? Map.of() : before);
    }
  }
}
