package dev.tuner.scheduler.view;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.study.Objectives;
import dev.tuner.search.pareto.Pareto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The trials that no other one of their study beats in every metric, by what each reported last.
 * Only the front itself is held in memory, however many trials there are.
 */
@Component
public class Front {

  private static final int ROWS_AT_ONCE = 1000;

  private final JdbcTemplate db;
  private final Leaderboard leaderboard;

  private static final class Point {
    private final UUID trialId;
    private final double[] losses;

    private Point(UUID trialId, double[] losses) {
      this.trialId = trialId;
      this.losses = losses;
    }

    private boolean isDominatedBy(Point other) {
      return Pareto.dominates(other.losses, losses);
    }
  }

  Front(DataSource source, Leaderboard leaderboard) {
    this.db = new JdbcTemplate(source);
    this.db.setFetchSize(ROWS_AT_ONCE);
    this.leaderboard = leaderboard;
  }

  /** The front, best in the first metric first. Trials that failed are not on it. */
  @Transactional(readOnly = true) // a cursor lives within a transaction
  public List<TrialRow> of(UUID studyId, Objectives objectives) {
    var front = new ArrayList<Point>();
    db.query(
        """
        select id, last_metrics from trial
        where study_id = ? and last_step > 0 and state <> 'FAILED' order by number
        """,
        row -> {
          var losses = losses(objectives, Json.metrics(row.getString("last_metrics")));
          add(new Point(row.getObject("id", UUID.class), losses), front);
        },
        studyId);
    front.sort((a, b) -> Arrays.compare(a.losses, b.losses));
    return leaderboard.trials(front.stream().map(point -> point.trialId).toList());
  }

  private static double[] losses(Objectives objectives, Map<String, Double> metrics) {
    var losses = objectives.losses(metrics);
    var first = objectives.first();
    return losses == null
        ? new double[] {first.mode().loss(metrics.getOrDefault(first.metric(), Double.NaN))}
        : losses;
  }

  private static void add(Point point, List<Point> front) {
    var finite = Arrays.stream(point.losses).allMatch(Double::isFinite);
    if (finite && front.stream().noneMatch(point::isDominatedBy)) {
      front.removeIf(each -> each.isDominatedBy(point));
      front.add(point);
    }
  }
}
