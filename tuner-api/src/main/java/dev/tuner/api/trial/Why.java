package dev.tuner.api.trial;

import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.view.DecisionLedger.Entry;
import dev.tuner.scheduler.view.DecisionLedger.Rival;
import dev.tuner.search.Mode;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.wire.TrialExplanation;
import java.util.Locale;
import java.util.stream.Collectors;

/** A decision in words and in the study's own metric. */
final class Why {

  private Why() {}

  static TrialExplanation.Why of(Entry entry, Study study) {
    var mode = study.mode();
    var decision = entry.decision();
    return new TrialExplanation.Why(
        decision.kind().name(),
        entry.cause().name(),
        entry.step(),
        decision.milestone(),
        decision.rungSize(),
        decision.rank(),
        entry.loss() == null ? null : mode.value(entry.loss()),
        decision.cutoff() == null ? null : mode.value(decision.cutoff()),
        entry.nearest().stream().map(rival -> rival(rival, mode)).toList(),
        entry.best() == null ? null : rival(entry.best(), mode),
        words(entry, study),
        entry.decidedAt());
  }

  private static TrialExplanation.Rival rival(Rival rival, Mode mode) {
    return new TrialExplanation.Rival(rival.number(), mode.value(rival.loss()));
  }

  private static String words(Entry entry, Study study) {
    var decision = entry.decision();
    var words =
        new StringBuilder(
            "%s after step %d: %s."
                .formatted(verb(decision.kind()), entry.step(), decision.reason()));
    if (entry.loss() != null) {
      words.append(" %s was %s".formatted(study.metric(), value(entry.loss(), study.mode())));
      words.append(needed(decision, study.mode()));
      words.append(
          study.definition().containsKey("metrics")
              ? inOneMetric(entry, study)
              : rivals(entry, study.mode()));
    }
    return words.toString();
  }

  private static String verb(Decision.Kind kind) {
    return switch (kind) {
      case CONTINUE -> "Went on";
      case STOP -> "Ended";
      case PAUSE -> "Paused";
      case PROMOTE -> "Promoted";
    };
  }

  private static String needed(Decision decision, Mode mode) {
    if (decision.cutoff() == null) {
      return ".";
    }
    var side = mode == Mode.MIN ? "less" : "more";
    return "; to go on it needed %s or %s.".formatted(value(decision.cutoff(), mode), side);
  }

  /** Where a rank may come from several metrics, the first one tells only a part. */
  private static String inOneMetric(Entry entry, Study study) {
    return " In %s alone:%s".formatted(study.metric(), rivals(entry, study.mode()));
  }

  private static String rivals(Entry entry, Mode mode) {
    if (entry.best() == null) {
      return " Nobody was better.";
    }
    var nearest =
        entry.nearest().stream().map(rival -> named(rival, mode)).collect(Collectors.joining(", "));
    return " Just better: %s. Best: %s.".formatted(nearest, named(entry.best(), mode));
  }

  private static String named(Rival rival, Mode mode) {
    return "trial %d (%s)".formatted(rival.number(), value(rival.loss(), mode));
  }

  private static String value(double loss, Mode mode) {
    return String.format(Locale.ROOT, "%.6g", mode.value(loss));
  }
}
