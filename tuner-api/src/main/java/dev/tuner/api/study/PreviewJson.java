package dev.tuner.api.study;

import dev.tuner.scheduler.study.StudyCreation.Preview;
import dev.tuner.search.scheduler.Forecast;
import dev.tuner.wire.StudyPreview;
import dev.tuner.wire.StudyPreview.Expected;
import dev.tuner.wire.StudyPreview.ExpectedRung;

/** What a study would do, as JSON. */
final class PreviewJson {

  private static final double SECONDS_PER_HOUR = 3600;

  private PreviewJson() {}

  /** {@code secondsPerStep} may be null. */
  static StudyPreview of(Preview preview, Double secondsPerStep) {
    var scheduler = preview.definition().scheduler();
    var maxStep = scheduler.maxStep();
    return new StudyPreview(
        preview.definition().toJson(),
        preview.configs(),
        scheduler.milestones(0),
        maxStep.isPresent() ? maxStep.getAsLong() : null,
        expected(preview, secondsPerStep));
  }

  private static Expected expected(Preview preview, Double secondsPerStep) {
    var forecast = preview.forecast();
    var steps = forecast.steps().isPresent() ? (Long) forecast.steps().getAsLong() : null;
    var hours =
        steps == null || secondsPerStep == null ? null : steps * secondsPerStep / SECONDS_PER_HOUR;
    var resources = preview.definition().resources();
    return new Expected(
        preview.definition().maxTrials(),
        forecast.rungs().stream().map(PreviewJson::rung).toList(),
        steps,
        hours == null ? null : hours * resources.gpu(),
        hours == null ? null : hours * resources.cpu());
  }

  private static ExpectedRung rung(Forecast.ExpectedRung rung) {
    return new ExpectedRung(rung.bracket(), rung.milestone(), rung.trials());
  }
}
