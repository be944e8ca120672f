package dev.tuner.scheduler.given;

import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.study.Study;

/** More configs are to run than the study may still start. */
public final class NoSamplesLeftException extends TunerException {
  NoSamplesLeftException(Study study, int wanted) {
    super(
        "no-samples-left",
        Kind.CONFLICT,
        "Study %s may start %d more trials, and %d configs are to run; give fewer, or raise num_samples"
            .formatted(study.name(), study.numbers().samplesLeft(), wanted));
  }
}
