package dev.tuner.api.trial;

import dev.tuner.scheduler.trial.Trial;
import dev.tuner.search.searcher.Basis;
import dev.tuner.wire.BasisView;
import java.util.Locale;
import java.util.Optional;

/** How a trial's config was chosen, in words and in numbers. */
final class Chosen {

  private Chosen() {}

  static String words(Trial trial) {
    return trial.suggestedBy()
        + trial.basis().flatMap(Basis::score).map(Chosen::words).map(". "::concat).orElse("");
  }

  private static String words(Basis.Score score) {
    return switch (score.measure()) {
      case DENSITY_RATIO ->
          "Good configs are %s times as dense there as the others".formatted(number(score.value()));
      case EXPECTED_IMPROVEMENT ->
          "It was expected to beat the best result by %s standard deviations"
              .formatted(number(score.value()));
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** Null of a trial that was made before this was kept. */
  static BasisView numbers(Trial trial) {
    return trial.basis().map(Chosen::view).orElse(null);
  }

  private static BasisView view(Basis basis) {
    return new BasisView(
        basis.source().name(),
        basis.observations().isPresent() ? basis.observations().getAsInt() : null,
        basis.step().isPresent() ? basis.step().getAsLong() : null,
        score(basis, Basis.Measure.DENSITY_RATIO).orElse(null),
        score(basis, Basis.Measure.EXPECTED_IMPROVEMENT).orElse(null));
  }

  private static Optional<Double> score(Basis basis, Basis.Measure measure) {
    return basis.score().filter(score -> score.measure() == measure).map(Basis.Score::value);
  }
}
