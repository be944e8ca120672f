package dev.tuner.scheduler.report;

import dev.tuner.scheduler.TunerException;

/** What became of one report among those that were committed together. */
public sealed interface ReportOutcome {

  /** It is stored, and this was decided. */
  record Answered(ReportAnswer answer) implements ReportOutcome {}

  /** It was refused and changed nothing. */
  record Refused(TunerException why) implements ReportOutcome {}

  /** The answer, or the refusal thrown. */
  default ReportAnswer orThrow() {
    if (this instanceof Answered answered) {
      return answered.answer();
    }
    throw ((Refused) this).why();
  }
}
