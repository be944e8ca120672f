package dev.tuner.scheduler.life;

import dev.tuner.scheduler.study.Study;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets trials of an ended study go on. The study's row is locked. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Revival {

  private final JdbcClient db;

  Revival(JdbcClient db) {
    this.db = db;
  }

  /**
   * What the end of the study cut off is again what it was before: trials that waited at a rung
   * wait there again, those that ran or waited for a worker wait for one.
   */
  int ofCutOff(Study study, Instant now) {
    return logged(
        study,
        "state = 'STOPPED' and cut_off is not null",
        """
        update trial set state = case when cut_off = 'PENDING' then 'PENDING' else 'PAUSED' end,
          pause_cause = nullif(cut_off, 'PENDING'), cut_off = null, ended_at = null,
          reason = 'the study was extended'
        where study_id = :study and state = 'STOPPED' and cut_off is not null
        returning id, number, last_step, reason,
          case when state = 'PENDING' then 'PROMOTE' else 'PAUSE' end as kind,
          case when pause_cause = 'TRIAL' then 'PERSON' else 'EXTENSION' end as cause
        """,
        now);
  }

  /** Failed trials wait for a worker, to go on from their newest checkpoint as another attempt. */
  int ofFailed(Study study, Instant now) {
    forgetFailures(study.id());
    return logged(
        study,
        "state = 'FAILED'",
        """
        update trial set state = 'PENDING', retried_attempt = attempt, attempt = attempt + 1,
          error = null, log_tail = null, ended_at = null,
          reason = 'tried again by a person after: ' || split_part(error, E'\\n', 1)
        where study_id = :study and state = 'FAILED'
        returning id, number, last_step, reason, 'PROMOTE' as kind, 'RETRY' as cause
        """,
        now);
  }

  /** A failed trial was counted as worst at its next milestone: it will be judged there instead. */
  private void forgetFailures(UUID studyId) {
    db.sql(
            """
            delete from rung_entry r using (
              select distinct on (e.trial_number) e.* from rung_entry e
              join trial t on t.study_id = e.study_id and t.number = e.trial_number
              where e.study_id = :study and t.state = 'FAILED'
              order by e.trial_number, e.sequence desc
            ) last
            where r.study_id = :study and r.bracket = last.bracket and r.level = last.level
              and r.trial_number = last.trial_number and r.loss = 'Infinity' and r.standing = 'ENDED'
            """)
        .param("study", studyId)
        .update();
  }

  private int logged(Study study, String which, String update, Instant now) {
    int count =
        db.sql("select count(*)::int from trial where study_id = :study and " + which)
            .param("study", study.id())
            .query(Integer.class)
            .single();
    return db.sql(
            """
            with moved as (%s)
            insert into decision (study_id, sequence, trial_id, kind, cause, step, reason, decided_at)
            select :study, :before + row_number() over (order by number), id, kind, cause, last_step,
              reason, :now
            from moved
            """
                .formatted(update))
        .param("study", study.id())
        .param("before", study.log().reserve(count))
        .param("now", java.sql.Timestamp.from(now))
        .update();
  }
}
