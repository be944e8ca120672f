package dev.tuner.search.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.scheduler.TrialSchedulers;
import dev.tuner.search.searcher.Searchers;
import dev.tuner.search.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That docs/search.md says of every parameter what the code says. */
class SearchPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\| [^|]+ \\|$");

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "search.md"));
  }

  /** What stands below a heading, up to the next one of the same or a higher level. */
  private static Optional<String> below(String text, String marks, String words) {
    return Stream.of(text.split("(?m)^(?=#{1," + marks.length() + "} )"))
        .filter(
            part -> part.startsWith(marks + " ") && part.lines().findFirst().get().contains(words))
        .findFirst();
  }

  static Stream<Documented> documented() {
    return Stream.concat(
        Searchers.types().stream()
            .map(type -> new Documented("Searchers", type, Searchers.parameters(type))),
        TrialSchedulers.types().stream()
            .map(
                type ->
                    new Documented("Trial schedulers", type, TrialSchedulers.parameters(type))));
  }

  /** A section of the page and the parameters that it should list. */
  record Documented(String chapter, String type, List<Parameter> parameters) {}

  /** A row as it should begin, to be copied into the page. */
  private static String row(String name, String values, String byDefault) {
    return "| `%s` | %s | %s |".formatted(name, values, byDefault);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void theTableOfASectionIsWhatTheCodeReads(Documented documented) throws IOException {
    String chapter = below(page(), "##", documented.chapter()).orElseThrow();
    Optional<String> section = below(chapter, "###", "`" + documented.type() + "`");
    assertThat(section).as("section of `%s`", documented.type()).isPresent();
    List<String> rows =
        ROW.matcher(section.get())
            .results()
            .map(found -> row(found.group(1), found.group(2), shown(documented, found)))
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            documented.parameters().stream()
                .map(each -> row(each.name(), each.values().toString(), byDefault(each)))
                .toList());
  }

  private static String byDefault(Parameter parameter) {
    return parameter.required()
        ? "required"
        : parameter
            .byDefault()
            .map(value -> "`" + (value instanceof String ? value : Json.show(value)) + "`")
            .orElse("in words");
  }

  /**
   * The default in the page, which may be rounded to three digits, or words where there is none.
   */
  private static String shown(Documented documented, MatchResult found) {
    String cell = found.group(3);
    Optional<Object> actual =
        documented.parameters().stream()
            .filter(each -> each.name().equals(found.group(1)))
            .findFirst()
            .flatMap(Parameter::byDefault);
    Matcher number = Pattern.compile("`([0-9.]+)`").matcher(cell);
    if (number.matches() && actual.isPresent() && actual.get() instanceof Number exact) {
      double rounded = Double.parseDouble(number.group(1));
      boolean same = Math.abs(rounded - exact.doubleValue()) <= 0.0005 * Math.abs(rounded) * 10;
      return same ? "`" + Json.show(exact) + "`" : cell;
    }
    return cell.startsWith("`") || cell.equals("required") ? cell : "in words";
  }

  @Test
  void everyDomainIsInTheTableOfDomains() throws IOException {
    var problems = new Problems();
    SearchSpace.read(Map.of("x", Map.of("unifrom", List.of(0, 1))), "/space", problems);
    String detail = problems.list().get(0).detail();
    String chapter = below(page(), "##", "Search spaces").orElseThrow();
    for (String word : detail.substring(detail.indexOf("known domains: ") + 15).split(", ", -1)) {
      assertThat(chapter).contains("\n| `" + word + "` |");
    }
  }

  @Test
  void everyTypeIsInTheTableOfPairs() throws IOException {
    String pairs = below(page(), "##", "Which pairs work together").orElseThrow();
    Stream.concat(Searchers.types().stream(), TrialSchedulers.types().stream())
        .forEach(type -> assertThat(pairs).contains("`" + type + "`"));
  }
}
