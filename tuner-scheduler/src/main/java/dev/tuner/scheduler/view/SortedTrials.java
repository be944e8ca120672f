package dev.tuner.scheduler.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tuner.scheduler.view.TrialColumn.Place;
import dev.tuner.scheduler.view.TrialColumn.Version;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The orders of large studies that no index of the database has: by a parameter, a metric, or the
 * time that trials took. Such an order is read once and then kept up to date from the study's log,
 * for as long as somebody asks for it; what is kept of all studies is bounded.
 */
@Component
class SortedTrials {
  /** With fewer trials the database sorts them as fast. */
  static final int LARGE = 5_000;

  private static final int MOST_KEYS = 1_000_000; // about 40 bytes each
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final JdbcClient db;
  private final TrialColumnReader reader;
  private final Cache<Sorted, TrialColumn> columns =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEYS)
          .<Sorted, TrialColumn>weigher((sorted, column) -> column.size())
          .expireAfterAccess(KEPT)
          .build();

  SortedTrials(JdbcClient db, TrialColumnReader reader) {
    this.db = db;
    this.reader = reader;
  }

  private record Sorted(UUID studyId, String word) {}

  /** What the study is like now, if it is large and no index has this order. */
  Optional<Version> large(UUID studyId, TrialOrder order) {
    return order.hasIndex()
        ? Optional.empty()
        : version(studyId).filter(study -> study.trials() >= LARGE);
  }

  /**
   * The first places of a page, one more than the page has where there are more.
   *
   * @param after the last place of the page before; null: the first page
   * @param study what it is like now
   */
  List<Place> page(UUID studyId, TrialQuery query, Place after, Version study) {
    var sorted = new Sorted(studyId, query.order().word());
    var column = columns.get(sorted, each -> new TrialColumn());
    synchronized (column) {
      if (!column.isOf(study)) {
        reader.read(studyId, query.order(), column, study);
        columns.put(sorted, column); // weighs it anew
      }
      return column.page(query, after);
    }
  }

  Optional<Version> version(UUID studyId) {
    return db.sql("select next_number, version, log_sequence from study where id = :study")
        .param("study", studyId)
        .query((row, n) -> new Version(row.getInt(1), row.getLong(2), row.getLong(3)))
        .optional();
  }
}
