package dev.tuner.scheduler.replay;

import dev.tuner.scheduler.rung.NewRungs;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.search.scheduler.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands a study over to another scheduler. */
@Service
public class SchedulerChange {

  private static final int ROWS_AT_ONCE = 10_000;

  private final Replay replay;
  private final NewRungs rungs;
  private final JdbcClient db;
  private final JdbcTemplate batches;

  SchedulerChange(Replay replay, NewRungs rungs, JdbcClient db, JdbcTemplate batches) {
    this.replay = replay;
    this.rungs = rungs;
    this.db = db;
    this.batches = batches;
  }

  private record Waiting(UUID id, int number, long step) {}

  /**
   * Tells the scheduler of the definition in force everything that was reported, and stores the
   * rungs that follow. Trials that wait for a promotion are judged anew: they wait on, go on, or
   * are stopped.
   *
   * @param study its row is locked and its definition was just changed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void takeOver(Study study, StudyDefinition definition, Instant now) {
    var moves = new ArrayList<Object[]>();
    try (var writer = rungs.replace(study)) {
      var rewrite =
          replay.rewrite(study.id(), definition, study.log().definitionSequence(), writer::add);
      var trials = waiting(study.id());
      rewrite
          .waiting()
          .forEach(
              (number, decision) -> {
                var trial = trials.get(number);
                writer.decided(trial.id(), trial.step(), decision, now);
                moves.add(move(trial, decision));
              });
    }
    move(moves);
    giveBrackets(study, replay.judged(study.id(), definition));
  }

  private Map<Integer, Waiting> waiting(UUID studyId) {
    var trials = new HashMap<Integer, Waiting>();
    db.sql(
            """
            select id, number, last_step from trial
            where study_id = :study and state = 'PAUSED' and pause_cause = 'SCHEDULER'
            """)
        .param("study", studyId)
        .query(
            row -> {
              trials.put(row.getInt("number"), waiting(row));
            });
    return trials;
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    return new Waiting(
        row.getObject("id", UUID.class), row.getInt("number"), row.getLong("last_step"));
  }

  private static Object[] move(Waiting trial, Decision decision) {
    var state =
        switch (decision.kind()) {
          case PAUSE -> "PAUSED";
          case CONTINUE, PROMOTE -> "PENDING";
          case STOP -> decision.complete() ? "COMPLETED" : "STOPPED";
        };
    return new Object[] {state, decision.reason(), state, state, trial.id()};
  }

  private void move(List<Object[]> moves) {
    batches.batchUpdate(
        """
        update trial set state = ?, reason = ?,
          pause_cause = case when ? = 'PAUSED' then pause_cause end,
          ended_at = case when ? in ('COMPLETED', 'STOPPED') then clock_timestamp() end
        where id = ?
        """,
        moves);
  }

  /** Every trial is in the bracket that the scheduler would have given it. */
  private void giveBrackets(Study study, Judged judged) {
    for (int from = 0; from < study.numbers().taken(); from += ROWS_AT_ONCE) {
      var to = Math.min(study.numbers().taken(), from + ROWS_AT_ONCE);
      db.sql(
              """
              update trial t set bracket = b.bracket
              from unnest(:numbers::integer[], :brackets::integer[]) as b (number, bracket)
              where t.study_id = :study and t.number = b.number and t.bracket <> b.bracket
                and not exists (
                  select 1 from imported_trial i where i.study_id = t.study_id and i.trial_number = t.number)
              """)
          .param("study", study.id())
          .param("numbers", IntStream.range(from, to).boxed().toArray(Integer[]::new))
          .param(
              "brackets",
              IntStream.range(from, to).map(judged::bracket).boxed().toArray(Integer[]::new))
          .update();
    }
  }
}
