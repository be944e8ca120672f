package dev.tuner.search.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.search.Golden;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** HpBandSter's densities, with the repaired kernels; see ALGORITHMS.md section 4. */
class BohbModelTest {
  static final BohbSettings DEFAULTS = BohbSettings.read(Fields.of(Map.of(), "", new Problems()));

  private static Stream<Arguments> cases() {
    return StreamSupport.stream(Golden.read("bohb_kde.json").get("cases").spliterator(), false)
        .map(each -> Arguments.of(each.get("name").asString(), each));
  }

  private static double[] vector(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static List<double[]> bestFirst(JsonNode each) {
    List<JsonNode> data = new ArrayList<>();
    each.get("data").forEach(data::add);
    data.sort(
        Comparator.comparingDouble(
            row -> row.get("loss").isNull() ? 1e300 : row.get("loss").asDouble()));
    return data.stream().map(row -> vector(row.get("vector"))).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void densitiesAreThoseOfTheOriginal(String name, JsonNode each) {
    int[] levels =
        IntStream.range(0, each.get("types").size())
            .map(j -> each.get("types").get(j).asInt())
            .toArray();
    List<double[]> rows = bestFirst(each);
    boolean enough = rows.size() >= 2 * DEFAULTS.minPoints(levels.length);
    assertThat(enough).isEqualTo(each.get("model").asBoolean());
    if (!enough) {
      return;
    }
    BohbModel model = BohbModel.fit(rows, List.of(), levels, DEFAULTS, TrialRandom.of(1));
    assertBandwidths(model.good(), vector(each.get("bw_good")), levels);
    assertBandwidths(model.bad(), vector(each.get("bw_bad")), levels);
    for (JsonNode query : each.get("queries")) {
      double[] x = vector(query.get("x"));
      assertClose(model.good().density(x), query.get("l_declared_levels").asDouble());
      assertClose(model.bad().density(x), query.get("g_declared_levels").asDouble());
    }
  }

  /**
   * Where all categories occur in the data and no kernel is wider than uniform, the repair changes
   * nothing; elsewhere the original may be infinite or negative.
   */
  @Test
  void whereTheOriginalIsSoundTheRepairIsTheOriginal() {
    int compared = 0;
    for (JsonNode each : Golden.read("bohb_kde.json").get("cases")) {
      compared += each.get("model").asBoolean() ? compared(each, "good", "l") : 0;
      compared += each.get("model").asBoolean() ? compared(each, "bad", "g") : 0;
    }
    assertThat(compared).isEqualTo(60);
  }

  private static int compared(JsonNode each, String side, String column) {
    int[] levels = new int[each.get("types").size()];
    Arrays.setAll(levels, j -> each.get("types").get(j).asInt());
    double[][] rows = new double[each.get(side).size()][];
    Arrays.setAll(rows, i -> vector(each.get(side).get(i)));
    double[] bandwidths = vector(each.get("bw_" + side));
    KernelDensity density = new KernelDensity(rows, levels, DEFAULTS.minBandwidth());
    int compared = 0;
    for (JsonNode query : each.get("queries")) {
      double repaired = density.density(vector(query.get("x")));
      assertThat(repaired).isFinite().isNotNegative();
      if (isSound(rows, levels, bandwidths)) {
        assertClose(repaired, query.get(column).asDouble());
        compared++;
      }
    }
    return compared;
  }

  private static boolean isSound(double[][] rows, int[] levels, double[] bandwidths) {
    return IntStream.range(0, levels.length)
        .filter(j -> levels[j] > 0)
        .allMatch(
            j ->
                Arrays.stream(rows).mapToDouble(row -> row[j]).distinct().count() == levels[j]
                    && bandwidths[j] <= (levels[j] - 1.0) / levels[j]);
  }

  /** The original's, but no category's wider than where its kernel is uniform. */
  private static void assertBandwidths(KernelDensity density, double[] original, int[] levels) {
    for (int j = 0; j < levels.length; j++) {
      double cap = levels[j] == 0 ? Double.MAX_VALUE : (levels[j] - 1.0) / levels[j];
      assertClose(density.bandwidths()[j], Math.min(original[j], cap));
    }
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-300));
  }

  @Test
  void oneCategoryInTheDataOrOneAltogetherIsNoProblem() {
    var density =
        new KernelDensity(new double[][] {{1, 0}, {1, 0}, {1, 0}}, new int[] {4, 1}, 1e-3);
    assertThat(density.density(new double[] {1, 0})).isCloseTo(0.999, within(1e-12));
    assertThat(density.density(new double[] {2, 0})).isCloseTo(0.001 / 3, within(1e-12));
  }

  @Test
  void theDensityOverAllCategoriesIsOne() {
    var density = new KernelDensity(new double[][] {{0}, {1}, {4}, {4}, {2}}, new int[] {5}, 1e-3);
    double sum = IntStream.range(0, 5).mapToDouble(l -> density.density(new double[] {l})).sum();
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void missingCoordinatesComeFromRowsThatHaveThem() {
    double nan = Double.NaN;
    List<double[]> rows =
        List.of(
            new double[] {0.1, nan, nan}, new double[] {0.2, 0.7, 2}, new double[] {nan, 0.6, 1});
    for (int seed = 0; seed < 20; seed++) {
      double[][] full = Imputation.complete(rows, new int[] {0, 0, 3}, TrialRandom.of(seed));
      assertThat(List.of(full[0][1], full[0][2])).isIn(List.of(0.7, 2.0), List.of(0.6, 1.0));
      assertThat(full[2][0]).isIn(0.1, 0.2);
    }
    double[][] drawn =
        Imputation.complete(List.of(new double[] {nan}), new int[] {3}, TrialRandom.of(1));
    assertThat(drawn[0][0]).isIn(0.0, 1.0, 2.0);
  }
}
