package dev.tuner.scheduler.study;

import dev.tuner.scheduler.DatabaseTime;
import dev.tuner.scheduler.event.StudyChanged;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Forecast;
import dev.tuner.search.searcher.History;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates studies from the JSON that people send. */
@Service
public class StudyCreation {

  private static final int PREVIEWED_CONFIGS = 5;
  // Seeds are read by people and by JavaScript, which counts exactly up to 2^53.
  private static final long MAX_CHOSEN_SEED = 1L << 31;

  private final Studies studies;
  private final DefinitionLog definitions;
  private final JdbcClient db;
  private final DatabaseTime time;
  private final EarlierStudy earlier;
  private final ApplicationEventPublisher events;
  private final SecureRandom chance = new SecureRandom();

  /**
   * @param definition with every default filled in
   * @param configs the first configs that the study would try
   * @param forecast what its scheduler would do
   */
  public record Preview(
      StudyDefinition definition, List<Map<String, Object>> configs, Forecast forecast) {}

  StudyCreation(
      Studies studies,
      DefinitionLog definitions,
      JdbcClient db,
      DatabaseTime time,
      EarlierStudy earlier,
      ApplicationEventPublisher events) {
    this.studies = studies;
    this.definitions = definitions;
    this.db = db;
    this.time = time;
    this.earlier = earlier;
    this.events = events;
  }

  /**
   * Creates a study, or returns the one that the same request created before under the same key.
   *
   * @throws dev.tuner.search.definition.InvalidDefinitionException with every bad field
   * @throws KeyReusedException if the key came with another request before
   */
  @Transactional
  public Study create(Map<String, Object> json, IdempotencyKey key) {
    var definition = StudyDefinitionReader.read(json, this::chooseSeed);
    if (key.value() != null) {
      var before = existing(key);
      if (before != null) {
        return before;
      }
    }
    checkEarlier(definition);
    var study = studies.add(Study.create(definition, key, time.instant()));
    definitions.add(study, Map.of());
    earlier.importInto(study, definition);
    events.publishEvent(new StudyChanged(study.id()));
    return study;
  }

  /**
   * Creates a study like another one, with its seed: the same configs, unless they are changed.
   *
   * @param changes fields of the definition in place of the other's; null takes a field out
   * @param key chosen by the caller; null when it does not care
   */
  @Transactional
  public Study copy(UUID id, Map<String, Object> changes, String key) {
    var original = studies.get(id);
    Map<String, Object> json = new LinkedHashMap<>(original.definition());
    json.put("name", original.name() + " (copy)");
    json.remove("start_at");
    var request = Map.of("copy_of", id.toString(), "changes", changes);
    return create(StudyDefinitionReader.merge(json, changes), IdempotencyKey.of(key, request));
  }

  /** Checks everything that {@link #create} checks, and shows what the study would do. */
  public Preview preview(Map<String, Object> json) {
    var definition = StudyDefinitionReader.read(json, this::chooseSeed);
    checkEarlier(definition);
    var count = Math.min(PREVIEWED_CONFIGS, definition.maxTrials());
    var configs = IntStream.range(0, count).mapToObj(n -> config(definition, n)).toList();
    var forecast =
        Forecast.of(
            definition.scheduler(),
            definition.maxTrials(),
            definition.limits().maxConcurrentTrials());
    return new Preview(definition, configs, forecast);
  }

  private void checkEarlier(StudyDefinition definition) {
    var problems = new Problems();
    earlier.check(definition, problems);
    problems.throwIfAny();
  }

  private static Map<String, Object> config(StudyDefinition definition, int number) {
    var random = TrialRandom.of(definition.seed(), number, Purpose.CONFIG);
    var plan = definition.plan();
    return plan.searcher().suggest(number, plan.space(), History.none(), random).config();
  }

  private long chooseSeed() {
    return chance.nextLong(MAX_CHOSEN_SEED);
  }

  private Study existing(IdempotencyKey key) {
    // two requests with one key at once: the second waits here until the first is committed
    db.sql("select pg_advisory_xact_lock(hashtextextended(:key, 1))")
        .param("key", key.value())
        .query((row, n) -> n)
        .list();
    var before = studies.findByIdempotencyKey(key.value()).orElse(null);
    if (before != null && !before.idempotencyKey().equals(key)) {
      throw new KeyReusedException(key);
    }
    return before;
  }
}
