package dev.tuner.api.study;

import dev.tuner.scheduler.replay.OtherScheduler.Comparison;
import dev.tuner.scheduler.replay.Outcome;
import dev.tuner.scheduler.study.Study;
import dev.tuner.wire.ReplayView;
import java.util.Locale;

/** What another scheduler would have saved and lost, as JSON and in words. */
final class ComparisonJson {

  private ComparisonJson() {}

  static ReplayView.Comparison of(Comparison comparison, Study study) {
    return new ReplayView.Comparison(
        comparison.scheduler(),
        comparison.slots(),
        view(comparison.recorded(), study),
        view(comparison.other(), study),
        words(comparison, study));
  }

  private static ReplayView.Outcome view(Outcome outcome, Study study) {
    var isKnown = outcome.bestTrial() >= 0;
    var hours = outcome.seconds() / 3600;
    return new ReplayView.Outcome(
        outcome.steps(),
        hours,
        hours * study.resources().gpu(),
        isKnown ? outcome.bestTrial() : null,
        isKnown ? study.mode().value(outcome.bestLoss()) : null,
        outcome.unknown(),
        outcome.tooShort().stream()
            .map(each -> new ReplayView.TooShort(each.trial(), each.step()))
            .toList());
  }

  private static String words(Comparison comparison, Study study) {
    var recorded = comparison.recorded();
    var other = comparison.other();
    var saved = recorded.steps() - other.steps();
    var hours = (recorded.seconds() - other.seconds()) / 3600 * study.resources().gpu();
    var words =
        String.format(
            Locale.ROOT,
            "It would have saved %d of %d steps and %.3g GPU-hours; best %s %s instead of %s.",
            saved,
            recorded.steps(),
            hours,
            study.metric(),
            best(other, study),
            best(recorded, study));
    return other.unknown() == 0
        ? words
        : words
            + " %d trials would have trained beyond the end of their curve: what they would have reached is not known."
                .formatted(other.unknown());
  }

  private static String best(Outcome outcome, Study study) {
    return outcome.bestTrial() < 0
        ? "unknown"
        : String.format(
            Locale.ROOT,
            "%.6g (trial %d)",
            study.mode().value(outcome.bestLoss()),
            outcome.bestTrial());
  }
}
