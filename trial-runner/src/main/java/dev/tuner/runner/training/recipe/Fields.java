package dev.tuner.runner.training.recipe;

import dev.tuner.runner.trainable.InvalidTrialException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Typed access to a trial's choices by name. A field is looked up in the config first, then in the
 * study's settings; a field that is a nested object ({@code "optimizer": {"name": "sgd",
 * "momentum": 0.9}}) is a section that is looked up before both.
 *
 * <p>Every method throws {@link InvalidTrialException}, naming the field, for a value of the wrong
 * kind or out of range.
 */
final class Fields {

  private record Scope(String path, Map<?, ?> values) {}

  private record Found(String field, Object value) {}

  private final List<Scope> scopes;
  private final Reads reads;

  private Fields(List<Scope> scopes, Reads reads) {
    this.scopes = scopes;
    this.reads = reads;
  }

  static Fields of(Map<String, Object> config, Map<String, Object> settings) {
    return of(config, settings, Reads.NOBODY);
  }

  /**
   * @param reads hears of every field that is read
   */
  static Fields of(Map<String, Object> config, Map<String, Object> settings, Reads reads) {
    var scopes = List.of(new Scope("config.", config), new Scope("trainable.", settings));
    return new Fields(scopes, reads);
  }

  /**
   * The fields as one choice sees them: inside its nested object, then outside.
   *
   * @param known the names a nested object may hold, beside {@code name}
   */
  Fields section(String choice, Set<String> known) {
    reads.section(choice, known);
    var found = find(choice);
    if (found.isEmpty() || !(found.get().value() instanceof Map<?, ?> values)) {
      return this;
    }
    var path = found.get().field() + ".";
    var names = new TreeSet<>(known);
    names.add("name");
    Names.requireKnown(path, values.keySet(), names);
    var inner = new ArrayList<Scope>();
    inner.add(new Scope(path, values));
    inner.addAll(scopes);
    return new Fields(inner, reads);
  }

  /** The name of a choice that is a text, or an object with a {@code name}. */
  String choice(String name, String fallback, Set<String> allowed) {
    reads.field(name, new Reads.Kind.Choice(List.copyOf(allowed)), fallback);
    var found = find(name).orElse(new Found(name, fallback));
    if (found.value() instanceof Map<?, ?> values) {
      found = new Found(found.field() + ".name", values.get("name"));
    }
    if (!(found.value() instanceof String word) || !allowed.contains(word)) {
      throw invalid(found, "must be one of " + String.join(", ", allowed));
    }
    return word;
  }

  String text(String name, String fallback) {
    reads.field(name, new Reads.Kind.Text(), fallback.isEmpty() ? null : fallback);
    var found = find(name).orElse(new Found(name, fallback));
    if (!(found.value() instanceof String text) || text.isBlank()) {
      throw invalid(found, "must be a text");
    }
    return text;
  }

  /** A number from {@code min} to {@code max}, both included. */
  double number(String name, double fallback, double min, double max) {
    var usual = Double.isInfinite(fallback) ? null : (Object) fallback;
    reads.field(name, new Reads.Kind.Range(min, max, false), usual);
    return find(name).map(found -> number(found, min, max)).orElse(fallback);
  }

  private static double number(Found found, double min, double max) {
    if (!(found.value() instanceof Number number)
        || !(number.doubleValue() >= min && number.doubleValue() <= max)) {
      throw invalid(found, "must be a number from %s to %s".formatted(plain(min), plain(max)));
    }
    return number.doubleValue();
  }

  /** A whole number from {@code min} to {@code max}, both included; 32.0 counts as 32. */
  int whole(String name, int fallback, int min, int max) {
    reads.field(name, new Reads.Kind.Range(min, max, true), fallback);
    return find(name).map(found -> whole(found, min, max)).orElse(fallback);
  }

  /** A list of whole numbers, or one alone. */
  List<Integer> wholes(String name, int min, int max) {
    reads.field(name, new Reads.Kind.Many(new Reads.Kind.Range(min, max, true), true), null);
    var found = find(name).orElseThrow(() -> missing(name));
    var values = found.value() instanceof List<?> list ? list : List.of(found.value());
    if (values.isEmpty()) {
      throw invalid(found, "must hold at least one number");
    }
    return values.stream().map(value -> whole(new Found(found.field(), value), min, max)).toList();
  }

  /** A list of numbers from {@code min} to {@code max}, both included. */
  List<Double> numbers(String name, double min, double max) {
    reads.field(name, new Reads.Kind.Many(new Reads.Kind.Range(min, max, false), false), null);
    var found = find(name).orElseThrow(() -> missing(name));
    if (!(found.value() instanceof List<?> values) || values.isEmpty()) {
      throw invalid(found, "must be a list of numbers");
    }
    return values.stream().map(value -> number(new Found(found.field(), value), min, max)).toList();
  }

  /** A list of texts, or one alone; without the field an empty list. */
  List<String> texts(String name) {
    reads.field(name, new Reads.Kind.Many(new Reads.Kind.Text(), true), null);
    var found = find(name).orElse(new Found(name, List.of()));
    var values = found.value() instanceof List<?> list ? list : List.of(found.value());
    if (!values.stream().allMatch(value -> value instanceof String)) {
      throw invalid(found, "must be a list of texts");
    }
    return values.stream().map(String.class::cast).toList();
  }

  boolean flag(String name, boolean fallback) {
    reads.field(name, new Reads.Kind.Flag(), fallback);
    var found = find(name).orElse(new Found(name, fallback));
    if (!(found.value() instanceof Boolean flag)) {
      throw invalid(found, "must be true or false");
    }
    return flag;
  }

  boolean isText(String name) {
    return find(name)
        .map(found -> found.value() instanceof String)
        .orElseGet(() -> reads.assumes(name + " as text"));
  }

  boolean has(String name) {
    return find(name).isPresent() || reads.assumes(name);
  }

  /** An error about a value that is fine by itself but not together with another. */
  InvalidTrialException invalid(String name, String rule) {
    return invalid(find(name).orElse(new Found("config." + name, "not given")), rule);
  }

  private static InvalidTrialException missing(String name) {
    return new InvalidTrialException("config." + name, "is not given");
  }

  private Optional<Found> find(String name) {
    return scopes.stream()
        .filter(scope -> scope.values().get(name) != null)
        .findFirst()
        .map(scope -> new Found(scope.path() + name, scope.values().get(name)));
  }

  private static int whole(Found found, int min, int max) {
    if (!(found.value() instanceof Number number)
        || number.doubleValue() != Math.rint(number.doubleValue())
        || !(number.doubleValue() >= min && number.doubleValue() <= max)) {
      throw invalid(found, "must be a whole number from %d to %d".formatted(min, max));
    }
    return number.intValue();
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static InvalidTrialException invalid(Found found, String rule) {
    return new InvalidTrialException(found.field(), rule + " but was " + shown(found.value()));
  }

  /** As it is, but so that a text cannot be taken for a number. */
  private static Object shown(Object value) {
    return value instanceof String text && Names.looksLikeNumber(text)
        ? "the text '%s'".formatted(text)
        : value;
  }
}
