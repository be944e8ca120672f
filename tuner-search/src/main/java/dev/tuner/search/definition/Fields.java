package dev.tuner.search.definition;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Strict reader of one JSON object.
 *
 * <p>Whatever is wrong (type, range, missing, unknown) becomes a problem that names the field, its
 * value and the fix; reading goes on, so that all problems are found at once. After a problem the
 * returned value is a placeholder inside the range: call {@link Problems#throwIfAny} before using
 * what was read. A field that is null counts as left out. Read every known field, then call {@link
 * #done()}, which reports the unknown ones.
 */
public final class Fields {
  private final Map<String, ?> json;
  private final String pointer;
  private final Problems problems;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  private Fields(Map<String, ?> json, String pointer, Problems problems) {
    this.json = json;
    this.pointer = pointer;
    this.problems = problems;
  }

  /**
   * @param pointer JSON pointer of the object, {@code ""} for the whole document
   */
  public static Fields of(Map<String, ?> json, String pointer, Problems problems) {
    return new Fields(json, pointer, problems);
  }

  /** JSON pointer of this object. */
  public String pointer() {
    return pointer;
  }

  /** JSON pointer of one of its fields. */
  public String pointer(String name) {
    return Pointers.child(pointer, name);
  }

  public Problems problems() {
    return problems;
  }

  /** What was read so far: every field that there may be, once all are read. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  /** Adds a problem of the field {@code name}. */
  public void problem(String name, String detail) {
    problems.add(pointer(name), detail);
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return json.get(name) != null;
  }

  /** A required text, not blank. */
  public String text(String name) {
    return required(name, optionalText(name), "");
  }

  public String text(String name, String byDefault) {
    return orElse(name, optionalText(name), byDefault);
  }

  public Optional<String> optionalText(String name) {
    return value(name, Literals::text, new Values.Kind("a text that is not blank"));
  }

  /** One of the {@code words}; the default when left out. */
  public String oneOf(String name, String byDefault, List<String> words) {
    parameters.putIfAbsent(
        name, new Parameter(name, new Values.Words(words), Optional.of(byDefault), false));
    String word = text(name, byDefault);
    if (words.contains(word)) {
      return word;
    }
    problem(name, "is %s; %s".formatted(Json.show(word), oneOf(word, words)));
    return byDefault;
  }

  /** A required whole number from {@code min} to {@code max}, both included. */
  public long integer(String name, long min, long max) {
    return required(name, inRange(name, min, max), min);
  }

  public long integer(String name, long min, long max, long byDefault) {
    return orElse(name, inRange(name, min, max), byDefault);
  }

  public OptionalLong optionalInteger(String name, long min, long max) {
    return inRange(name, min, max).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /** A required number in the range. NaN and infinities are never in one. */
  public double number(String name, Range range) {
    return required(name, optionalNumber(name, range), placeholder(range));
  }

  public double number(String name, Range range, double byDefault) {
    return orElse(name, optionalNumber(name, range), byDefault);
  }

  public Optional<Double> optionalNumber(String name, Range range) {
    return value(name, raw -> Literals.number(raw, range), new Values.Numbers(range));
  }

  public boolean bool(String name, boolean byDefault) {
    Optional<Boolean> value =
        value(
            name,
            raw -> raw instanceof Boolean flag ? flag : null,
            new Values.Kind("true or false"));
    return orElse(name, value, byDefault);
  }

  /** An ISO-8601 duration such as {@code "PT30M"}, at least {@code min}. */
  public Duration duration(String name, Duration min, Duration byDefault) {
    return orElse(name, optionalDuration(name, min), byDefault);
  }

  public Optional<Duration> optionalDuration(String name, Duration min) {
    return value(
        name,
        raw -> Literals.duration(raw, min),
        new Values.Kind("an ISO-8601 duration such as \"PT30M\", at least " + min));
  }

  /** An ISO-8601 instant with its offset, such as {@code "2026-12-24T18:00:00Z"}. */
  public Optional<Instant> optionalInstant(String name) {
    return value(
        name,
        Literals::instant,
        new Values.Kind("an ISO-8601 time with offset such as \"2026-12-24T18:00:00Z\""));
  }

  /** An amount of memory in bytes, or as a text such as {@code "16GB"}; at least 1 byte. */
  public Optional<Long> optionalBytes(String name) {
    return value(
        name,
        Literals::bytes,
        new Values.Kind("a number of bytes from 1, or a text such as \"16GB\" or \"512MiB\""));
  }

  /** The object in the field; an empty one when it is left out, so that defaults apply. */
  public Fields nested(String name) {
    return of(optionalMap(name).orElse(Map.of()), pointer(name), problems);
  }

  /** A required object. */
  public Map<String, Object> map(String name) {
    return required(name, optionalMap(name), Map.of());
  }

  public Optional<Map<String, Object>> optionalMap(String name) {
    return value(
        name,
        raw -> raw instanceof Map<?, ?> map ? Json.object(map) : null,
        new Values.Kind("an object"));
  }

  /** A required list. */
  public List<Object> list(String name) {
    return required(name, optionalList(name), List.of());
  }

  public Optional<List<Object>> optionalList(String name) {
    return value(
        name,
        raw -> raw instanceof List<?> list ? Json.list(list) : null,
        new Values.Kind("a list"));
  }

  /** Lets a field be there that nobody reads. */
  public void ignore(String name) {
    parameters.putIfAbsent(
        name, new Parameter(name, new Values.Kind("anything"), Optional.empty(), false));
  }

  /** Reports every field that nobody read. */
  public void done() {
    Set<String> known = new TreeSet<>(parameters.keySet());
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        problem(
            name,
            "unknown field%s; known fields: %s"
                .formatted(Names.hint(name, known), String.join(", ", known)));
      }
    }
  }

  /** {@code "use one of a, b"}, with the nearest one in front when the word is a misspelling. */
  public static String oneOf(String word, List<String> words) {
    return "use one of " + String.join(", ", words) + Names.hint(word, words);
  }

  private Optional<Long> inRange(String name, long min, long max) {
    return value(name, raw -> Literals.whole(raw, min, max), new Values.Whole(min, max));
  }

  private <T> Optional<T> value(String name, Function<Object, T> reader, Values wanted) {
    parameters.putIfAbsent(name, new Parameter(name, wanted, Optional.empty(), false));
    Object raw = json.get(name);
    if (raw == null) {
      return Optional.empty();
    }
    Optional<T> value = Optional.ofNullable(reader.apply(raw));
    if (value.isEmpty()) {
      problem(name, "must be %s but is %s".formatted(wanted, Json.show(raw)));
    }
    return value;
  }

  private <T> T orElse(String name, Optional<T> value, T byDefault) {
    parameters.computeIfPresent(name, (key, parameter) -> parameter.orElse(byDefault));
    return value.orElse(byDefault);
  }

  private <T> T required(String name, Optional<T> value, T placeholder) {
    Parameter needed = parameters.computeIfPresent(name, (key, parameter) -> parameter.needed());
    if (value.isEmpty() && !has(name)) {
      problem(name, "is missing: give " + needed.values());
    }
    return value.orElse(placeholder);
  }

  private static double placeholder(Range range) {
    if (range.contains(range.low())) {
      return range.low();
    }
    double above = Double.isInfinite(range.low()) ? 0 : range.low() + 1;
    return range.contains(above) ? above : (range.low() + range.high()) / 2;
  }
}
