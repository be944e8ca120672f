package dev.tuner.runner.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.client.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas say what the recipes read, and what they say is what the documentation holds. */
class RecipeSchemaTest {

  private static final Path ROOT = Path.of("..");

  @ParameterizedTest
  @EnumSource(RecipeKind.class)
  void everyFieldThatMayBeTunedIsReadByTheRecipe(RecipeKind kind) {
    var properties = properties(RecipeSchema.of(kind));
    assertThat(properties.keySet()).containsAll(Recipe.tunable(kind));
    assertThat(properties.keySet()).contains("dataset", "validation_fraction", "cache");
    assertThat(properties.get("batch_size"))
        .isEqualTo(Map.of("type", "integer", "minimum", 1L, "maximum", 65_536L, "default", 64));
  }

  @ParameterizedTest
  @EnumSource(RecipeKind.class)
  void theDocumentedSchemaIsTheOneOfTheCode(RecipeKind kind) throws IOException {
    var file = ROOT.resolve("docs/schema/" + kind.word() + ".json");
    assertThat(Files.readString(file).strip())
        .as(
            "bring it up to date: ./tuner recipe %s > docs/schema/%s.json",
            kind.word(), kind.word())
        .isEqualTo(WireJson.prettyText(RecipeSchema.of(kind)).strip());
  }

  static Stream<Path> examples() throws IOException {
    try (var files = Files.list(ROOT.resolve("examples"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleHoldsOnlyValuesThatItsSchemaAllows(Path example) throws IOException {
    var study = object(WireJson.read(Files.readString(example), Map.class));
    var trainable = object(study.get("trainable"));
    if (!"dl4j".equals(trainable.get("type"))) {
      return;
    }
    var schema = RecipeSchema.of(RecipeKind.of(trainable.get("recipe")));
    var wrong = new TreeSet<String>();
    trainable.forEach((name, value) -> check(schema, name, value, wrong));
    object(study.get("space"))
        .forEach((name, domain) -> ends(domain).forEach(end -> check(schema, name, end, wrong)));
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(RecipeKind.class)
  void everyRecipeHasAnExampleThatTunesItsLearningRateAndMore(RecipeKind kind) throws IOException {
    var spaces = new ArrayList<Map<String, Object>>();
    for (var example : examples().toList()) {
      var study = object(WireJson.read(Files.readString(example), Map.class));
      if (kind.word().equals(object(study.get("trainable")).get("recipe"))) {
        spaces.add(object(study.get("space")));
      }
    }
    assertThat(spaces)
        .isNotEmpty()
        .allSatisfy(space -> assertThat(space).containsKey("lr").hasSizeGreaterThan(4));
  }

  private static void check(
      Map<String, Object> schema, String name, Object value, Set<String> wrong) {
    var property = properties(schema).get(name);
    if (name.startsWith("_") || (property != null && allows(schema, object(property), value))) {
      return;
    }
    wrong.add("%s = %s is not allowed by %s".formatted(name, value, property));
  }

  /**
   * The values at the ends of a domain; of a choice all, of a nested object each with one field.
   */
  private static List<Object> ends(Object domain) {
    if (!(domain instanceof Map<?, ?> map)) {
      return List.of(domain);
    }
    for (var range : List.of("uniform", "loguniform", "quniform", "randint", "lograndint")) {
      if (map.get(range) instanceof List<?> list) {
        int last = ((Number) list.get(1)).intValue() - 1; // the end of randint is outside
        return List.of(list.get(0), range.endsWith("randint") ? last : list.get(1));
      }
    }
    if (map.get("choice") instanceof List<?> list) {
      return list.stream().flatMap(value -> ends(value).stream()).toList();
    }
    var all = new ArrayList<Object>();
    for (var field : map.entrySet()) {
      for (var end : ends(field.getValue())) {
        var object = new HashMap<Object, Object>(Map.of("name", map.get("name")));
        object.put(field.getKey(), end);
        all.add(object);
      }
    }
    return all;
  }

  private static boolean allows(Map<String, Object> root, Map<String, Object> rule, Object value) {
    if (rule.get("$ref") instanceof String ref) {
      var name = ref.substring(ref.lastIndexOf('/') + 1);
      return allows(root, object(properties(root).get(name)), value);
    }
    if (rule.get("anyOf") instanceof List<?> rules) {
      return rules.stream().anyMatch(one -> allows(root, object(one), value));
    }
    if (rule.get("enum") instanceof List<?> words) {
      return words.contains(value);
    }
    if (rule.containsKey("const")) {
      return rule.get("const").equals(value);
    }
    return switch (String.valueOf(rule.get("type"))) {
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "array" ->
          value instanceof List<?> list
              && list.stream().allMatch(one -> allows(root, object(rule.get("items")), one));
      case "object" ->
          value instanceof Map<?, ?> map
              && map.entrySet().stream()
                  .allMatch(
                      entry ->
                          properties(rule).get(entry.getKey()) instanceof Map<?, ?> inner
                              && allows(root, object(inner), entry.getValue()));
      default -> value instanceof Number number && inside(rule, number.doubleValue());
    };
  }

  private static boolean inside(Map<String, Object> rule, double value) {
    return value >= ((Number) rule.get("minimum")).doubleValue()
        && (!rule.containsKey("maximum") || value <= ((Number) rule.get("maximum")).doubleValue())
        && (!rule.get("type").equals("integer") || value == Math.rint(value));
  }

  private static Map<String, Object> properties(Map<String, Object> schema) {
    return object(schema.get("properties"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }
}
