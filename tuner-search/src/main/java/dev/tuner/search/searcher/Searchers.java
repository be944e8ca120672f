package dev.tuner.search.searcher;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Parameter;
import dev.tuner.search.definition.Pointers;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The searchers that a study can name. */
public final class Searchers {
  private static final int MOST_POINTS = 10_000;
  private static final Map<String, Function<Fields, Searcher>> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put(RandomSearcher.TYPE, fields -> new RandomSearcher());
    TYPES.put(GridSearcher.TYPE, GridSearcher::read);
    TYPES.put(QuasiRandomSearcher.TYPE, QuasiRandomSearcher::read);
    TYPES.put(BohbSearcher.TYPE, fields -> new BohbSearcher(BohbSettings.read(fields)));
    TYPES.put(DehbSearcher.TYPE, DehbSearcher::read);
    TYPES.put(TpeSearcher.TYPE, fields -> new TpeSearcher(TpeSettings.read(fields)));
    TYPES.put(TpeSearcher.MOTPE, fields -> new TpeSearcher(TpeSettings.read(fields)));
    TYPES.put(Nsga2Searcher.TYPE, Nsga2Searcher::read);
    TYPES.put(GpSearcher.TYPE, fields -> new GpSearcher(GpSettings.read(fields)));
    TYPES.put(CmaEsSearcher.TYPE, fields -> new CmaEsSearcher(CmaEsSettings.read(fields)));
  }

  private Searchers() {}

  /** The words that a study can name a searcher by. */
  public static List<String> types() {
    return List.copyOf(TYPES.keySet());
  }

  /** The parameters of a searcher, beside its type and {@code points_to_evaluate}. */
  public static List<Parameter> parameters(String type) {
    return Parameter.of(TYPES.get(type));
  }

  /**
   * Reads a study's {@code search} and checks that it can work with the study's space. Whatever the
   * type, {@code points_to_evaluate} may list configs for the first trials, perhaps partly given.
   *
   * <p>Without a {@code type} it is {@code bohb}, which the measurements of {@code benchmarks/run
   * quality} favour, or {@code random} where the space has a grid that must be run whole.
   *
   * @param json the definition; null when the study names none
   * @return a searcher; a placeholder when {@code problems} were added
   */
  public static Searcher read(
      Map<String, Object> json, SearchSpace space, String pointer, Problems problems) {
    int before = problems.size();
    String byDefault = space.gridSize() > 1 ? RandomSearcher.TYPE : BohbSearcher.TYPE;
    Searcher searcher = read(json, byDefault, pointer, problems);
    if (problems.size() == before) {
      searcher.check(space, pointer, problems);
    }
    return searcher;
  }

  /** {@link #read(Map, SearchSpace, String, Problems)} for a definition that was checked before. */
  public static Searcher read(Map<String, Object> json, String pointer, Problems problems) {
    return read(json, BohbSearcher.TYPE, pointer, problems);
  }

  private static Searcher read(
      Map<String, Object> json, String byDefault, String pointer, Problems problems) {
    Fields fields = Fields.of(json == null ? Map.of() : json, pointer, problems);
    int before = problems.size();
    String type = fields.oneOf("type", byDefault, List.copyOf(TYPES.keySet()));
    boolean known = problems.size() == before;
    Searcher searcher = TYPES.get(type).apply(fields);
    List<Map<String, Object>> points = points(fields);
    if (known) {
      fields.done();
    }
    return points.isEmpty() ? searcher : new GivenPoints(points, searcher);
  }

  private static List<Map<String, Object>> points(Fields fields) {
    List<Map<String, Object>> points = new ArrayList<>();
    List<Object> list = fields.optionalList(GivenPoints.FIELD).orElse(List.of());
    if (list.size() > MOST_POINTS) {
      fields.problem(
          GivenPoints.FIELD, "has %d points, at most %d".formatted(list.size(), MOST_POINTS));
      return List.of();
    }
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Map<?, ?> map) {
        points.add(Json.object(map));
      } else {
        fields
            .problems()
            .add(
                Pointers.child(fields.pointer(GivenPoints.FIELD), i),
                "must be a config, such as {\"lr\": 0.1}, but is " + Json.show(list.get(i)));
      }
    }
    return points;
  }
}
