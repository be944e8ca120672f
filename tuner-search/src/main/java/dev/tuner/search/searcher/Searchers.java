package dev.tuner.search.searcher;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Map;

/** The searchers that a study can name. */
public final class Searchers {
  private static final List<String> TYPES = List.of(RandomSearcher.TYPE);

  private Searchers() {}

  /**
   * Reads a study's {@code search}.
   *
   * @param json the definition; null when the study names none: {@code random}
   * @return a searcher; a placeholder when {@code problems} were added
   */
  public static Searcher read(Map<String, Object> json, String pointer, Problems problems) {
    Fields fields = Fields.of(json == null ? Map.of() : json, pointer, problems);
    fields.oneOf("type", RandomSearcher.TYPE, TYPES);
    fields.done();
    return new RandomSearcher();
  }
}
