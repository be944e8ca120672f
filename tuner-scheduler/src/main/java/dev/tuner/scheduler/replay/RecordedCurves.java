package dev.tuner.scheduler.replay;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the curves of a study's trials, some at a time. */
@Component
class RecordedCurves {

  private static final int CURVES_AT_ONCE = 200;

  private final JdbcClient db;

  RecordedCurves(JdbcClient db) {
    this.db = db;
  }

  /** The curves of one study, those of the next trials read together. */
  final class Of {
    private final UUID studyId;
    private final int end;
    private final Map<Integer, RecordedCurve> ahead = new HashMap<>();
    private int read;

    private Of(UUID studyId, int end) {
      this.studyId = studyId;
      this.end = end;
    }

    /** The curve of a trial whose turn it is, in the order of the numbers; null if it has none. */
    RecordedCurve next(int trial) {
      if (trial >= read) {
        var last = Math.min(end, trial + CURVES_AT_ONCE);
        curves(studyId, IntStream.range(trial, last).boxed().toList())
            .forEach(curve -> ahead.put(curve.trial(), curve));
        read = last;
      }
      return ahead.remove(trial);
    }

    /** The curve of any trial that has one. */
    RecordedCurve get(int trial) {
      return curves(studyId, List.of(trial)).get(0);
    }
  }

  /**
   * @param end how many trials there are
   */
  Of of(UUID studyId, int end) {
    return new Of(studyId, end);
  }

  private List<RecordedCurve> curves(UUID studyId, List<Integer> trials) {
    return db.sql(
            """
            select t.number,
              t.lineage_sequence is null
                and exists (select 1 from decision d where d.trial_id = t.id and d.cause = 'TRIAL') as complete,
              t.run_seconds / greatest(1, t.last_step) as pace, c.*
            from trial t
            cross join lateral (
              select array_agg(m.step order by m.step) as steps, array_agg(m.value order by m.step) as values,
                array_agg(m.seconds order by m.step) as seconds,
                array_agg(m.metrics::text order by m.step) as metrics
              from measurement m where m.trial_id = t.id
                and (t.lineage_sequence is null
                  or m.step <= (select min(l.step) from lineage l where l.trial_id = t.id)) -- one config's curve
            ) c
            where t.study_id = :study and t.number = any(:trials) and c.steps is not null
              and not exists (
                select 1 from imported_trial i where i.study_id = t.study_id and i.trial_number = t.number)
            """)
        .param("study", studyId)
        .param("trials", trials.toArray(Integer[]::new))
        .query((row, n) -> curve(row))
        .list();
  }

  private static RecordedCurve curve(ResultSet row) throws SQLException {
    var steps = (Long[]) array(row.getArray("steps"));
    var values = (Double[]) array(row.getArray("values"));
    var seconds = (Double[]) array(row.getArray("seconds"));
    var metrics = (String[]) array(row.getArray("metrics"));
    var pace = row.getDouble("pace");
    var reports = new ArrayList<RecordedCurve.Report>();
    for (int i = 0; i < steps.length; i++) {
      var time = seconds[i] == null ? steps[i] * pace : seconds[i];
      reports.add(new RecordedCurve.Report(steps[i], values[i], time, metrics[i]));
    }
    return new RecordedCurve(row.getInt("number"), reports, row.getBoolean("complete"));
  }

  private static Object[] array(Array array) throws SQLException {
    return (Object[]) array.getArray();
  }
}
