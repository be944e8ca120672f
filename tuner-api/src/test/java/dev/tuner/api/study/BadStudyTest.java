package dev.tuner.api.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Client;
import dev.tuner.api.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every wrong definition is refused with the pointer of the field, and creates nothing. */
@ServiceTest
class BadStudyTest {

  @Autowired private Client client;

  @BeforeEach
  void emptyDatabase() {
    client.empty();
  }

  static Stream<Arguments> wrongDefinitions() {
    return Stream.of(
        wrong("no name", Map.of("name", "REMOVED"), "/name", "missing"),
        wrong("blank name", Map.of("name", " "), "/name", "not blank"),
        wrong("no metric", Map.of("metric", "REMOVED"), "/metric", "missing"),
        wrong("no space", Map.of("space", "REMOVED"), "/space", "missing"),
        wrong("no metrics", metrics(), "/metrics", "1 to 4"),
        wrong("metric that is no object", metrics("loss"), "/metrics/0", "val_loss"),
        wrong(
            "metric without a name", metrics(Map.of("mode", "min")), "/metrics/0/name", "missing"),
        wrong(
            "metric with an unknown mode",
            metrics(Map.of("name", "a", "mode", "up")),
            "/metrics/0/mode",
            "max"),
        wrong(
            "metric listed twice",
            metrics(Map.of("name", "a"), Map.of("name", "a")),
            "/metrics/1/name",
            "listed before"),
        wrong(
            "metric beside metrics",
            Map.of("metrics", List.of(Map.of("name", "a"))),
            "/metric",
            "either metric and mode"),
        wrong("unknown mode", Map.of("mode", "maximum"), "/mode", "max"),
        wrong("misspelt field", Map.of("num_sample", 3), "/num_sample", "num_samples"),
        wrong("no samples", Map.of("num_samples", 0), "/num_samples", "1"),
        wrong("no workers", Map.of("max_concurrent_trials", 0), "/max_concurrent_trials", "1"),
        wrong(
            "unknown domain",
            space(Map.of("lr", Map.of("logunifrom", List.of(0.1, 1)))),
            "/space/lr/logunifrom",
            "loguniform"),
        wrong(
            "empty choice",
            space(domain("choice", List.of())),
            "/space/x/choice",
            "at least one option"),
        wrong(
            "reversed range",
            space(domain("uniform", List.of(2, 1))),
            "/space/x/uniform",
            "below the upper bound"),
        wrong(
            "empty range",
            space(domain("randint", List.of(4, 4))),
            "/space/x/randint",
            "below the upper bound"),
        wrong(
            "log of zero",
            space(domain("loguniform", List.of(0, 1))),
            "/space/x/loguniform/0",
            "greater than 0"),
        wrong(
            "text as bound",
            space(domain("uniform", List.of("a", 1))),
            "/space/x/uniform/0",
            "number"),
        wrong(
            "expression that does not parse",
            space(domain("sample_from", "config.lr +")),
            "/space/x/sample_from",
            "column"),
        wrong(
            "expression with an unknown parameter",
            space(domain("sample_from", "config.nothing * 2")),
            "/space/x/sample_from",
            "nothing"),
        wrong(
            "expressions in a circle",
            space(
                Map.of(
                    "a", Map.of("sample_from", "config.b"),
                    "b", Map.of("sample_from", "config.a"))),
            "/space/a/sample_from",
            "a"),
        wrong(
            "expression that costs too much",
            space(domain("sample_from", "1" + " + 1".repeat(100_000))),
            "/space/x/sample_from",
            "long"),
        wrong(
            "constraint that nothing meets",
            Map.of("constraints", List.of("config.lr > 2")),
            "/constraints",
            "loosen them"),
        wrong(
            "given point whose expression has no value",
            Map.of(
                "space",
                    Map.of(
                        "n", Map.of("randint", List.of(0, 1_000_000)),
                        "m", Map.of("sample_from", "1 / (config.n - 77)")),
                "search", Map.of("type", "random", "points_to_evaluate", List.of(Map.of("n", 77)))),
            "/search/points_to_evaluate/0",
            "division by zero"),
        wrong(
            "grid with too many trials",
            Map.of(
                "space",
                Map.of("x", Map.of("grid_search", List.of(1, 2, 3))),
                "num_samples",
                1_000_000),
            "/num_samples",
            "1000000"),
        wrong("unknown scheduler", scheduler("type", "ashaa"), "/scheduler/type", "asha"),
        wrong(
            "reduction factor of one",
            scheduler("reduction_factor", 1),
            "/scheduler/reduction_factor",
            "greater than 1"),
        wrong(
            "grace period beyond the end",
            scheduler("grace_period", 10),
            "/scheduler/grace_period",
            "max_t"),
        wrong("unknown variant", scheduler("variant", "pausing"), "/scheduler/variant", "stopping"),
        wrong(
            "unknown searcher", Map.of("search", Map.of("type", "rand")), "/search/type", "random"),
        wrong(
            "unknown trainable",
            Map.of("trainable", Map.of("type", "dlj4")),
            "/trainable/type",
            "dl4j"),
        wrong(
            "negative CPUs",
            Map.of("resources_per_trial", Map.of("cpu", -1)),
            "/resources_per_trial/cpu",
            "at least 0"),
        wrong(
            "part of several GPUs",
            resources("gpu", 1.5),
            "/resources_per_trial/gpu",
            "a whole number of GPUs"),
        wrong(
            "memory that is none",
            Map.of("resources_per_trial", Map.of("gpu", 1, "gpu_memory", "16 gigs")),
            "/resources_per_trial/gpu_memory",
            "16GB"),
        wrong(
            "memory without a GPU",
            resources("gpu_memory", "16GB"),
            "/resources_per_trial/gpu_memory",
            "gpu is 0"),
        wrong(
            "compute capability of another form",
            Map.of("resources_per_trial", Map.of("gpu", 1, "compute_capability", "sm_80")),
            "/resources_per_trial/compute_capability",
            "8.0"),
        wrong(
            "label that is no text",
            resources("labels", Map.of("zone", 1)),
            "/resources_per_trial/labels/zone",
            "zone=1"),
        wrong(
            "name of a label with a space",
            resources("labels", Map.of("my zone", "a")),
            "/resources_per_trial/labels/my zone",
            "letters"),
        wrong("priority out of range", Map.of("priority", 1001), "/priority", "to 1000"),
        wrong("priority that is no number", Map.of("priority", "high"), "/priority", "whole"),
        wrong("weight of nothing", Map.of("weight", 0), "/weight", "0.001"),
        wrong(
            "too many retries",
            Map.of("failure", Map.of("max_retries", 101)),
            "/failure/max_retries",
            "100"),
        wrong("GPU budget of nothing", budget("gpu_hours", 0), "/gpu_hours", "at least"),
        wrong(
            "GPU budget without GPUs",
            Map.of("gpu_hours", 1),
            "/gpu_hours",
            "resources_per_trial.gpu"),
        wrong("CPU budget below 0", Map.of("cpu_hours", -1), "/cpu_hours", "at least"),
        wrong("target that is no number", Map.of("target", "0.9"), "/target", "a finite number"),
        wrong("plateau of nothing", plateau(Map.of()), "/plateau", "either trials or steps"),
        wrong("plateau of both", plateau(Map.of("trials", 3, "steps", 9)), "/plateau", "either"),
        wrong("no trials", plateau(Map.of("trials", 0)), "/plateau/trials", "from 1"),
        wrong("no steps", plateau(Map.of("steps", 0)), "/plateau/steps", "from 1"),
        wrong(
            "negative improvement",
            plateau(Map.of("trials", 3, "min_delta", -0.1)),
            "/plateau/min_delta",
            "at least 0"),
        wrong("unknown length", plateau(Map.of("trial", 3)), "/plateau/trial", "trials"),
        wrong("failures below 0", Map.of("max_failures", -1), "/max_failures", "from 0"),
        wrong("no duration", Map.of("time_budget", "30m"), "/time_budget", "ISO-8601"));
  }

  private static Map<String, Object> resources(String field, Object value) {
    return Map.of("resources_per_trial", Map.of(field, value));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongDefinitions")
  void isRefusedWithItsPointerAndCreatesNothing(
      String name, Map<String, Object> changes, String pointer, String detail) {
    var definition = Client.definition(changes);

    var answer = client.create(definition).isProblem(400, "invalid-study");

    assertThat(answer.problem().errors())
        .as(answer.body())
        .anySatisfy(
            error -> {
              assertThat(error.pointer()).isEqualTo(pointer);
              assertThat(error.detail()).contains(detail);
            });
    assertThat(client.read("/studies").get("items")).isEmpty();
  }

  @Test
  void malformedJsonIsRefusedWithItsPlace() {
    client
        .post("/studies", "{\"name\": \"x\", }")
        .isProblem(400, "malformed-json")
        .detailContains("column");
  }

  @Test
  void validateNamesTheSameProblems() {
    client
        .post(
            "/studies:validate",
            "{\"name\": \"x\", \"metric\": \"loss\", \"space\": {}, \"seeds\": 1}")
        .isProblem(400, "invalid-study")
        .detailContains("/seeds");
  }

  private static Arguments wrong(
      String name, Map<String, Object> changes, String pointer, String detail) {
    return Arguments.of(name, changes, pointer, detail);
  }

  private static Map<String, Object> space(Map<String, Object> space) {
    return Map.of("space", space);
  }

  private static Map<String, Object> domain(String word, Object bounds) {
    return Map.of("x", Map.of(word, bounds));
  }

  private static Map<String, Object> metrics(Object... metrics) {
    return Map.of("metric", "REMOVED", "metrics", List.of(metrics));
  }

  private static Map<String, Object> budget(String field, Object value) {
    return Map.of(field, value, "resources_per_trial", Map.of("gpu", 1));
  }

  private static Map<String, Object> plateau(Map<String, Object> plateau) {
    return Map.of("plateau", plateau);
  }

  private static Map<String, Object> scheduler(String field, Object value) {
    var scheduler = new java.util.HashMap<String, Object>(Map.of("type", "asha", "max_t", 9));
    scheduler.put(field, value);
    return Map.of("scheduler", scheduler);
  }
}
