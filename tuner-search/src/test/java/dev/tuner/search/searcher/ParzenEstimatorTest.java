package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.search.Golden;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Optuna's densities; see ALGORITHMS.md section 5. */
class ParzenEstimatorTest {

  private static Stream<Arguments> cases() {
    return StreamSupport.stream(Golden.read("tpe_optuna.json").get("parzen").spliterator(), false)
        .map(each -> Arguments.of(each.get("name").asString(), each));
  }

  /** One coordinate of Optuna's space, moved to the unit interval. */
  private record Axis(double low, double high, boolean log, boolean discrete, int levels) {
    static Axis of(JsonNode json) {
      if (json.has("choices")) {
        return new Axis(0, 1, false, false, json.get("choices").size());
      }
      boolean log = json.get("log").asBoolean();
      boolean discrete = !json.get("step").isNull();
      double half = discrete ? json.get("step").asDouble() / 2 : 0;
      double low = json.get("low").asDouble() - half;
      double high = json.get("high").asDouble() + half;
      return new Axis(log ? Math.log(low) : low, log ? Math.log(high) : high, log, discrete, 0);
    }

    double unit(double x) {
      return levels > 0 ? x : ((log ? Math.log(x) : x) - low) / (high - low);
    }

    Cell cell(double x) {
      return discrete ? new Cell(unit(x - 0.5), unit(x + 0.5)) : new Cell(unit(x), unit(x));
    }

    double range() {
      return high - low;
    }

    double stretch() {
      return levels > 0 || discrete ? 0 : Math.log(high - low);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void weightsWidthsAndDensitiesAreThoseOfOptuna(String name, JsonNode each) {
    List<String> names = new ArrayList<>(each.get("space").propertyNames());
    List<Axis> axes = names.stream().map(n -> Axis.of(each.get("space").get(n))).toList();
    List<double[]> rows = rows(each.get("observations"), names, axes);
    int[] levels = axes.stream().mapToInt(Axis::levels).toArray();
    for (int j = 0; j < levels.length; j++) {
      JsonNode sigma = each.get("components").get(names.get(j)).get("sigma");
      if (sigma != null) {
        breakTies(rows, j, vector(sigma), axes.get(j).range());
      }
    }
    var estimator = new ParzenEstimator(rows, levels, 1);
    assertThat(estimator.weights()).containsExactly(vector(each.get("weights")), within(1e-12));
    for (int j = 0; j < levels.length; j++) {
      JsonNode sigma = each.get("components").get(names.get(j)).get("sigma");
      if (sigma != null) {
        double range = axes.get(j).range();
        double[] widths = Arrays.stream(estimator.deviations(j)).map(w -> w * range).toArray();
        double[] expected = vector(sigma);
        assertThat(widths).containsExactly(expected, within(1e-9));
      }
    }
    assertDensities(each, names, axes, estimator);
  }

  /**
   * Which of several equal values has the outer neighbour depends on the sort, and Optuna's is not
   * stable: moves those that had it in Optuna's run outwards by nearly nothing.
   */
  private static void breakTies(List<double[]> rows, int j, double[] widths, double range) {
    double least = range / Math.min(100, rows.size() + 2);
    double lowest = rows.stream().mapToDouble(row -> row[j]).min().orElse(0);
    Map<Double, Integer> moved = new HashMap<>();
    for (int k = 0; k < rows.size(); k++) {
      double value = rows.get(k)[j];
      if (widths[k] > least + 1e-9) {
        int before = moved.merge(value, 1, Integer::sum) - 1;
        rows.get(k)[j] += value == lowest || before > 0 ? 1e-13 : -1e-13;
      }
    }
  }

  private static void assertDensities(
      JsonNode each, List<String> names, List<Axis> axes, ParzenEstimator estimator) {
    double stretch = axes.stream().mapToDouble(Axis::stretch).sum();
    for (int q = 0; q < each.get("log_pdf").size(); q++) {
      double[] row = new double[axes.size()];
      Cell[] cells = new Cell[axes.size()];
      for (int j = 0; j < row.length; j++) {
        double x = each.get("queries").get(names.get(j)).get(q).asDouble();
        row[j] = axes.get(j).unit(x);
        cells[j] = axes.get(j).cell(x);
      }
      assertThat(estimator.logDensity(row, cells) - stretch)
          .isCloseTo(each.get("log_pdf").get(q).asDouble(), within(1e-9));
    }
  }

  private static List<double[]> rows(JsonNode observations, List<String> names, List<Axis> axes) {
    List<double[]> rows = new ArrayList<>();
    JsonNode first = observations.get(names.get(0));
    for (int k = 0; first != null && k < first.size(); k++) {
      double[] row = new double[names.size()];
      for (int j = 0; j < row.length; j++) {
        row[j] = axes.get(j).unit(observations.get(names.get(j)).get(k).asDouble());
      }
      rows.add(row);
    }
    return rows;
  }

  private static double[] vector(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  @Test
  void oldObservationsWeighAsInOptuna() {
    for (var entry : Golden.read("tpe_optuna.json").get("default_weights").properties()) {
      int n = Integer.parseInt(entry.getKey());
      double[] expected = vector(entry.getValue());
      double[] weights = estimatorOf(n).weights();
      for (int k = 0; k < n; k++) {
        assertThat(weights[k] / weights[n]).isCloseTo(expected[k], within(1e-12));
      }
    }
  }

  private static ParzenEstimator estimatorOf(int n) {
    List<double[]> rows = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      rows.add(new double[] {TrialRandom.of(k).nextDouble(), k % 3});
    }
    return new ParzenEstimator(rows, new int[] {0, 3}, 1);
  }

  @Test
  void asManyCountAsGoodAsInOptuna() {
    var settings =
        TpeSettings.read(Fields.of(Map.of("data", "furthest_first"), "", new Problems()));
    for (var entry : Golden.read("tpe_optuna.json").get("gamma").properties()) {
      assertThat(settings.good(Integer.parseInt(entry.getKey())))
          .isEqualTo(entry.getValue().asInt());
    }
  }

  /** Averages 1 / density over draws: the volume of the cube. */
  @Test
  void drawsFollowTheDensity() {
    var estimator = estimatorOf(40);
    var random = TrialRandom.of(3);
    double sum = 0;
    for (int i = 0; i < 400_000; i++) {
      double[] row = estimator.sample(random);
      Cell[] cells = {new Cell(row[0], row[0]), new Cell(0, 0)};
      sum += Math.exp(-estimator.logDensity(row, cells));
    }
    assertThat(sum / 400_000).isCloseTo(3, within(0.05));
  }
}
