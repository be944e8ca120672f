package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Parameter;
import dev.tuner.search.definition.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The trial schedulers that a study can name. */
public final class TrialSchedulers {
  private static final Map<String, BiFunction<Fields, Setting, TrialScheduler>> TYPES =
      new LinkedHashMap<>();

  static {
    TYPES.put(Asha.TYPE, Asha::read);
    add(Pasha.TYPE, Pasha::read);
    add(Hyperband.TYPE, fields -> Hyperband.read(fields, Hyperband.TYPE));
    add(Hyperband.BOHB, fields -> Hyperband.read(fields, Hyperband.BOHB));
    TYPES.put(Pbt.TYPE, Pbt::read);
    TYPES.put(PbtReplay.TYPE, PbtReplay::read);
    add(Fifo.TYPE, Fifo::read);
    add(MedianStopping.TYPE, fields -> MedianStopping.read(fields, MedianStopping.TYPE));
    add(
        MedianStopping.PERCENTILE,
        fields -> MedianStopping.read(fields, MedianStopping.PERCENTILE));
    add(Patience.TYPE, Patience::read);
    TYPES.put(Threshold.TYPE, Threshold::read);
    add(Wilcoxon.TYPE, Wilcoxon::read);
  }

  private static void add(String type, Function<Fields, TrialScheduler> reader) {
    TYPES.put(type, (fields, setting) -> reader.apply(fields));
  }

  private TrialSchedulers() {}

  /** The words that a study can name a scheduler by. */
  public static List<String> types() {
    return List.copyOf(TYPES.keySet());
  }

  /** The parameters of a scheduler, beside its type. */
  public static List<Parameter> parameters(String type) {
    return Parameter.of(fields -> TYPES.get(type).apply(fields, Setting.bare()));
  }

  /**
   * Reads a study's {@code scheduler}.
   *
   * <p>Without a {@code type}, a definition with {@code max_t} is {@code asha} with a grace period
   * of 3 steps (fewer for trials of less than 27), and one without is {@code fifo}: nothing can be
   * compared when nobody knows how long a trial is. On real curves a first comparison at step 3
   * beats random search in every family, at step 1 not where the first step says little ({@code
   * benchmarks/run quality}).
   *
   * @param json the definition; null when the study names none
   * @param setting the study around it
   * @return a scheduler; a placeholder when {@code problems} were added
   */
  public static TrialScheduler read(
      Map<String, Object> json, Setting setting, String pointer, Problems problems) {
    Fields fields = Fields.of(json == null ? Map.of() : json, pointer, problems);
    int before = problems.size();
    String byDefault = fields.has("max_t") ? Asha.TYPE : Fifo.TYPE;
    String type = fields.oneOf("type", byDefault, List.copyOf(TYPES.keySet()));
    if (problems.size() > before) {
      return new Fifo(OptionalLong.empty());
    }
    TrialScheduler scheduler =
        fields.has("type") || !type.equals(Asha.TYPE)
            ? TYPES.get(type).apply(fields, setting)
            : Asha.readByDefault(fields, setting);
    fields.done();
    return problems.size() > before ? new Fifo(OptionalLong.empty()) : scheduler;
  }
}
