package dev.tuner.scheduler.report;

import dev.tuner.scheduler.TunerException;

/** The step was reported already, with other values. */
public final class MeasurementConflictException extends TunerException {
  MeasurementConflictException(ReportCommand report) {
    super(
        "measurement-conflict",
        Kind.CONFLICT,
        "Step %d of trial %s was reported already with other metrics; report the next step"
            .formatted(report.step(), report.trialId()));
  }
}
