package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** The trial schedulers that a study can name. */
public final class TrialSchedulers {
  private static final Map<String, Function<Fields, TrialScheduler>> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put(Asha.TYPE, Asha::read);
    TYPES.put(Hyperband.TYPE, Hyperband::read);
    TYPES.put(Fifo.TYPE, Fifo::read);
    TYPES.put(MedianStopping.TYPE, fields -> MedianStopping.read(fields, MedianStopping.TYPE));
    TYPES.put(
        MedianStopping.PERCENTILE,
        fields -> MedianStopping.read(fields, MedianStopping.PERCENTILE));
    TYPES.put(Patience.TYPE, Patience::read);
  }

  private TrialSchedulers() {}

  /**
   * Reads a study's {@code scheduler}.
   *
   * <p>Without a {@code type}, a definition with {@code max_t} is {@code asha} and one without is
   * {@code fifo}: nothing can be compared when nobody knows how long a trial is.
   *
   * @param json the definition; null when the study names none
   * @return a scheduler; a placeholder when {@code problems} were added
   */
  public static TrialScheduler read(Map<String, Object> json, String pointer, Problems problems) {
    Fields fields = Fields.of(json == null ? Map.of() : json, pointer, problems);
    int before = problems.size();
    String byDefault = fields.has("max_t") ? Asha.TYPE : Fifo.TYPE;
    String type = fields.oneOf("type", byDefault, List.copyOf(TYPES.keySet()));
    if (problems.size() > before) {
      return new Fifo(OptionalLong.empty());
    }
    TrialScheduler scheduler = TYPES.get(type).apply(fields);
    fields.done();
    return problems.size() > before ? new Fifo(OptionalLong.empty()) : scheduler;
  }
}
