package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.definition.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrialSchedulerProblemsTest {

  private static Arguments asha(String field, Object value, String... words) {
    var json = new HashMap<String, Object>(Map.of("type", "asha", "max_t", 27));
    json.put(field, value);
    return Arguments.of(json, "/scheduler/" + field, words);
  }

  private static Arguments hyperband(String field, Object value, String... words) {
    var json = new HashMap<String, Object>(Map.of("type", "hyperband", "max_t", 27));
    json.put(field, value);
    String pointer = value.equals(1_000_000_000) ? "grace_period" : field;
    return Arguments.of(json, "/scheduler/" + pointer, words);
  }

  private static Arguments other(String type, String field, Object value, String... words) {
    return Arguments.of(Map.of("type", type, field, value), "/scheduler/" + field, words);
  }

  private static Stream<Arguments> bad() {
    return Stream.of(
        asha("type", "ahsa", "use one of", "\"asha\"?", "fifo"),
        asha("variant", "pause", "promotion", "stopping"),
        asha("rule", "median", "use one of rank, quantile", "\"median\""),
        asha("max_t", 0, "from 1 to", "is 0"),
        asha("max_t", 2.5, "whole number"),
        asha("max_t", null, "is missing", "whole number"),
        asha("grace_period", 0, "from 1 to", "is 0"),
        asha("grace_period", 28, "above max_t = 27"),
        asha("reduction_factor", 1, "greater than 1", "is 1"),
        asha("reduction_factor", Double.NaN, "greater than 1"),
        asha("reduction_factor", 1001, "at most 1000"),
        asha("brackets", 0, "is 0"),
        asha("brackets", 5, "from 1 to 4", "[1, 3, 9, 27]", "is 5"),
        asha("grace_perio", 1, "unknown field", "\"grace_period\"?"),
        hyperband("grace_period", 28, "above max_t = 27"),
        hyperband("reduction_factor", 1.2, "at least 1.5", "is 1.2"),
        hyperband("bracket_sizes", "round", "ceil, floor"),
        hyperband("levels", "log", "from_grace_period, from_max_t"),
        hyperband("max_t", 0, "from 1 to"),
        hyperband("max_t", 1_000_000_000, "at most 1000000"),
        other("median_stopping", "grace_period", 0, "from 1 to", "is 0"),
        other("median_stopping", "min_samples_required", 0, "from 1 to 1000000"),
        other("median_stopping", "max_t", 0, "from 1 to"),
        other("median_stopping", "percentile", 30, "unknown field"),
        other("percentile", "percentile", 0, "at least 1 and at most 99"),
        other("patience", "patience", 0, "from 1 to"),
        other("patience", "min_delta", -1, "at least 0", "is -1"),
        other("patience", "grace_period", 0, "from 1 to"),
        other("patience", "max_t", "ten", "whole number"),
        other("pasha", "max_t", 0, "from 1 to", "is 0"),
        Arguments.of(
            Map.of("type", "pasha", "max_t", 9, "epsilon", -0.1),
            "/scheduler/epsilon",
            new String[] {"at least 0", "is -0.1"}),
        Arguments.of(
            Map.of("type", "pasha", "max_t", 9, "grace_period", 10),
            "/scheduler/grace_period",
            new String[] {"above max_t = 9"}),
        Arguments.of(
            Map.of("type", "pasha", "max_t", 9, "reduction_factor", 1),
            "/scheduler/reduction_factor",
            new String[] {"greater than 1", "is 1"}),
        Arguments.of(
            Map.of("type", "pasha", "max_t", 9, "variant", "stopping"),
            "/scheduler/variant",
            new String[] {"unknown field"}),
        other("wilcoxon", "p_threshold", 0, "greater than 0 and at most 1", "is 0"),
        other("wilcoxon", "p_threshold", 1.5, "greater than 0 and at most 1", "is 1.5"),
        other("wilcoxon", "n_startup_steps", 0, "from 1 to 1000", "is 0"),
        other("wilcoxon", "max_t", 0, "from 1 to"),
        Arguments.of(
            Map.of("type", "threshold", "max_t", 5),
            "/scheduler/lower",
            new String[] {"is missing", "upper", "at least one bound"}),
        Arguments.of(
            Map.of("type", "threshold", "lower", 2, "upper", 1.5),
            "/scheduler/lower",
            new String[] {"is 2", "not below upper = 1.5"}),
        other("threshold", "upper", Double.NaN, "finite"),
        Arguments.of(
            Map.of("type", "threshold", "upper", 1, "grace_period", 0),
            "/scheduler/grace_period",
            new String[] {"from 1 to", "is 0"}),
        Arguments.of(Map.of("type", "fifo", "max_t", 0), "/scheduler/max_t", new String[] {"is 0"}),
        Arguments.of(
            Map.of("type", "fifo", "eta", 3),
            "/scheduler/eta",
            new String[] {"unknown field", "max_t"}));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void namesTheFieldTheValueAndTheRange(Map<String, Object> json, String pointer, String... words) {
    var problems = new Problems();
    TrialSchedulers.read(json, Setting.bare(), "/scheduler", problems);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.list().get(0).pointer()).isEqualTo(pointer);
    assertThat(problems.list().get(0).detail()).contains(words);
  }
}
