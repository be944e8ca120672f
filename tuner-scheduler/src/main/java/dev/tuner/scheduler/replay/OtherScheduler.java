package dev.tuner.scheduler.replay;

import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.scheduler.study.StudyDefinitionReader;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Tells what another scheduler would have saved and lost on the curves that a study recorded. */
@Service
public class OtherScheduler {

  private static final int MOST_SLOTS = 10_000;

  private final Studies studies;
  private final StudyDefinitions definitions;
  private final StudyEvents events;
  private final RecordedCurves curves;
  private final JdbcClient db;

  OtherScheduler(
      Studies studies,
      StudyDefinitions definitions,
      StudyEvents events,
      RecordedCurves curves,
      JdbcClient db) {
    this.studies = studies;
    this.definitions = definitions;
    this.events = events;
    this.curves = curves;
    this.db = db;
  }

  /**
   * What happened beside what would have.
   *
   * @param scheduler the other one, with every default
   * @param slots how many trials run at once in the comparison
   */
  public record Comparison(
      Map<String, Object> scheduler, int slots, Outcome recorded, Outcome other) {}

  /**
   * Runs the study's trials along their curves under the other scheduler.
   *
   * @param scheduler its definition; without a type, fields in place of those of the study's own
   * @param slots how many trials run at once; null: as many as did on average
   * @throws dev.tuner.search.definition.InvalidDefinitionException if it is not valid
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Comparison compare(UUID studyId, Map<String, Object> scheduler, Integer slots) {
    var study = studies.get(studyId);
    var own = definitions.of(study);
    requirePossible(slots);
    var definition = with(own, scheduler);
    var atOnce = slots == null ? slotsOf(study) : slots;
    var judged = new Judged(definition, definition.scheduler(), events.imported(studyId));
    var trials = study.numbers().taken();
    var other = new Counterfactual(judged, curves.of(studyId, trials), atOnce, trials).run();
    return new Comparison(definition.scheduler().toJson(), atOnce, recorded(study), other);
  }

  private static void requirePossible(Integer slots) {
    var problems = new Problems();
    if (slots != null && (slots < 1 || slots > MOST_SLOTS)) {
      problems.add("/slots", "must be from 1 to %d but is %d".formatted(MOST_SLOTS, slots));
    }
    problems.throwIfAny();
  }

  private static StudyDefinition with(StudyDefinition own, Map<String, Object> scheduler) {
    var whole =
        scheduler.containsKey("type")
            ? scheduler
            : StudyDefinitionReader.merge(own.scheduler().toJson(), scheduler);
    var json = StudyDefinitionReader.merge(own.toJson(), Map.of("scheduler", whole));
    return StudyDefinitionReader.read(json, own::seed);
  }

  private int slotsOf(Study study) {
    var average =
        db.sql(
                """
                select coalesce(ceil(sum(run_seconds)
                  / greatest(1e-3, extract(epoch from max(ended_at) - min(started_at)))), 1)
                from trial where study_id = :study and started_at is not null
                """)
            .param("study", study.id())
            .query(Double.class)
            .single();
    return (int) Math.max(1, Math.min(Math.min(MOST_SLOTS, study.maxConcurrent()), average));
  }

  private Outcome recorded(Study study) {
    return db.sql(
            """
            select sum(t.last_step) as steps, sum(coalesce(m.seconds, t.run_seconds)) as seconds,
              (array_agg(t.number order by t.best_loss, t.number))[1] as best_trial, min(t.best_loss) as best_loss
            from trial t join measurement m on m.trial_id = t.id and m.step = t.last_step
            where t.study_id = :study and not exists (
              select 1 from imported_trial i where i.study_id = t.study_id and i.trial_number = t.number)
            """)
        .param("study", study.id())
        .query(
            (row, n) -> {
              var best = row.getObject("best_loss", Double.class);
              return new Outcome(
                  row.getLong("steps"),
                  row.getDouble("seconds"),
                  best == null ? -1 : row.getInt("best_trial"),
                  best == null ? Double.POSITIVE_INFINITY : best,
                  0,
                  List.of());
            })
        .single();
  }
}
