package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The trial schedulers that a study can name. */
public final class TrialSchedulers {
  private static final List<String> TYPES = List.of(Asha.TYPE, Fifo.TYPE);

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
    String type = fields.oneOf("type", fields.has("max_t") ? Asha.TYPE : Fifo.TYPE, TYPES);
    int before = problems.size();
    TrialScheduler scheduler = type.equals(Asha.TYPE) ? Asha.read(fields) : fifo(fields);
    fields.done();
    return problems.size() > before ? new Fifo(OptionalLong.empty()) : scheduler;
  }

  private static Fifo fifo(Fields fields) {
    return new Fifo(fields.optionalInteger("max_t", 1, Ladder.LONGEST));
  }
}
