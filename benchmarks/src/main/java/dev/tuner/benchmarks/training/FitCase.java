package dev.tuner.benchmarks.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole harness against DL4J's {@code fit}, and against the shortest loop on our engine. */
final class FitCase {
  private static final double LEAST = 0.95;

  private FitCase() {}

  static List<Row> rows(Scale scale) throws Exception {
    var rows = new ArrayList<Row>();
    for (var model : Model.all()) {
      rows.addAll(rows(model, scale));
    }
    return rows;
  }

  private static List<Row> rows(Model model, Scale scale) throws Exception {
    var fields = TechniqueCases.fields(model, scale);
    var fit = new Dl4jFit(model, scale.batches());
    try (var alone = new EngineAlone(model)) {
      var contest =
          Contest.of(
              scale.rounds(),
              List.of(
                  () -> HarnessTrial.rate(Map.copyOf(fields)),
                  fit::rate,
                  () -> alone.rate(scale.batches())));
      return List.of(
          Row.of(model.words() + ": harness", contest.rate(0), "images/s"),
          Row.of(model.words() + ": DL4J fit, oneDNN on", contest.rate(1), "images/s"),
          Row.of(model.words() + ": the engine alone", contest.rate(2), "images/s"),
          Row.atLeast(model.words() + ": harness against DL4J fit", contest.ratio(0, 1), LEAST),
          Row.atLeast(
              model.words() + ": harness against the engine alone", contest.ratio(0, 2), LEAST));
    }
  }
}
