package dev.tuner.scheduler.view;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.sql.StoredInstant;
import dev.tuner.scheduler.view.TrialColumn.Place;
import dev.tuner.scheduler.view.TrialColumn.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The trials of a study as people look at them: sorted, filtered and paged by the database. */
@Component
public class Leaderboard {

  private static final String COLUMNS =
      """
      t.id, t.study_id, t.number, t.state, t.reason, t.config, t.bracket, t.last_step, t.last_metrics,
      t.best_value, t.best_step, t.attempt, t.last_worker, t.error,
      (select max(c.step) from checkpoint c where c.trial_id = t.id) as checkpoint_step,
      t.run_seconds + coalesce(extract(epoch from clock_timestamp() - t.leased_at), 0) as seconds,
      t.created_at, t.started_at, t.ended_at
      """;

  private final JdbcClient db;
  private final SortedTrials sorted;

  Leaderboard(JdbcClient db, SortedTrials sorted) {
    this.db = db;
    this.sorted = sorted;
  }

  /** One page. */
  public Rows<TrialRow> page(UUID studyId, TrialQuery query) {
    return sorted
        .large(studyId, query.order())
        .map(study -> rememberedPage(studyId, query, study))
        .orElseGet(() -> sortedPage(studyId, query));
  }

  /** A page of an order that is remembered. */
  Rows<TrialRow> rememberedPage(UUID studyId, TrialQuery query, Version study) {
    return page(studyId, query, sorted.page(studyId, query, place(query), study));
  }

  private static Place place(TrialQuery query) {
    if (query.after() == null) {
      return null;
    }
    var token = PageToken.read(query.after(), sortWord(query.order()));
    try {
      return new Place(SortKey.of(query.order().type(), token.key()), token.number());
    } catch (NumberFormatException e) {
      throw PageToken.refused(query.after(), e); // its key is none of this order's type
    }
  }

  private Rows<TrialRow> page(UUID studyId, TrialQuery query, List<Place> places) {
    var isLast = places.size() <= query.size();
    var shown = isLast ? places : places.subList(0, query.size());
    var rows = numbered(studyId, shown.stream().map(Place::number).toList());
    if (isLast) {
      return new Rows<>(rows, null);
    }
    var last = shown.get(query.size() - 1);
    var token =
        new PageToken(sortWord(query.order()), last.key().written(), String.valueOf(last.number()));
    return new Rows<>(rows, token.write());
  }

  /** The trials with these numbers, where they exist, in this order. */
  public List<TrialRow> numbered(UUID studyId, List<Integer> numbers) {
    return db.sql(
            "select "
                + COLUMNS
                + """
                 from unnest(:numbers::integer[]) with ordinality as asked (number, place)
                join trial t on t.study_id = :study and t.number = asked.number order by place
                """)
        .param("numbers", numbers.toArray(Integer[]::new))
        .param("study", studyId)
        .query((row, n) -> row(row))
        .list();
  }

  /** A page that the database sorts. */
  Rows<TrialRow> sortedPage(UUID studyId, TrialQuery query) {
    var order = query.order();
    var parameters = new HashMap<String, Object>();
    parameters.put("study", studyId);
    parameters.put("states", query.states().stream().map(Enum::name).toArray(String[]::new));
    parameters.put("path", order.path().toArray(String[]::new));
    parameters.put("limit", query.size() + 1);
    var keys = new ArrayList<String>();
    var rows = rows(query, parameters, keys);
    if (rows.size() <= query.size()) {
      return new Rows<>(rows, null);
    }
    var last = query.size() - 1;
    var token =
        new PageToken(sortWord(order), keys.get(last), String.valueOf(rows.get(last).number()));
    return new Rows<>(rows.subList(0, query.size()), token.write());
  }

  /** The trial with the best finite value so far, of each study that has one. */
  public Map<UUID, TrialRow> best(Collection<UUID> studyIds) {
    return db
        .sql(
            "select "
                + COLUMNS
                + """
                 from unnest(:studies::uuid[]) as asked (id)
                cross join lateral (
                  select * from trial where study_id = asked.id and best_loss is not null
                  order by coalesce(best_loss, 'Infinity'), number limit 1
                ) t
                """)
        .param("studies", studyIds.toArray(UUID[]::new))
        .query((row, n) -> row(row))
        .list()
        .stream()
        .collect(Collectors.toMap(TrialRow::studyId, Function.identity()));
  }

  /** One trial. */
  public Optional<TrialRow> trial(UUID trialId) {
    return db.sql("select " + COLUMNS + " from trial t where t.id = :id")
        .param("id", trialId)
        .query((row, n) -> row(row))
        .optional();
  }

  /** These trials, in this order. */
  List<TrialRow> trials(List<UUID> trialIds) {
    return db.sql(
            "select "
                + COLUMNS
                + """
                 from unnest(:trials::uuid[]) with ordinality as asked (id, place)
                join trial t on t.id = asked.id order by place
                """)
        .param("trials", trialIds.toArray(UUID[]::new))
        .query((row, n) -> row(row))
        .list();
  }

  private List<TrialRow> rows(
      TrialQuery query, Map<String, Object> parameters, List<String> sortKeys) {
    try {
      return db.sql(sql(query, parameters))
          .params(parameters)
          .query(
              (row, n) -> {
                sortKeys.add(row.getString("sort_key"));
                return row(row);
              })
          .list();
    } catch (DataIntegrityViolationException e) {
      if (query.after() == null) {
        throw e;
      }
      throw PageToken.refused(query.after(), e); // its key is none of this order's type
    }
  }

  private static String sql(TrialQuery query, Map<String, Object> parameters) {
    var order = query.order();
    var sql = new StringBuilder("select " + COLUMNS + ", (" + order.key() + ")::text as sort_key");
    sql.append(" from trial t where t.study_id = :study");
    if (!query.states().isEmpty()) {
      sql.append(" and t.state = any(:states)");
    }
    if (query.after() != null) {
      var token = PageToken.read(query.after(), sortWord(order));
      parameters.put("key", token.key());
      parameters.put("number", token.number());
      sql.append(
          " and (%s, t.number) %s (cast(:key as %s), :number)"
              .formatted(order.key(), order.comparison(), order.type()));
    }
    sql.append(
        " order by %s %s, t.number %s limit :limit"
            .formatted(order.key(), order.direction(), order.direction()));
    return sql.toString();
  }

  private static String sortWord(TrialOrder order) {
    return (order.descending() ? "-" : "") + order.word();
  }

  private static TrialRow row(ResultSet row) throws SQLException {
    return new TrialRow(
        row.getObject("id", UUID.class),
        row.getObject("study_id", UUID.class),
        row.getInt("number"),
        row.getString("state"),
        row.getString("reason"),
        Json.tree(row.getString("config")),
        row.getInt("bracket"),
        row.getLong("last_step"),
        Json.metrics(row.getString("last_metrics")),
        row.getObject("best_value", Double.class),
        row.getObject("best_step", Long.class),
        row.getInt("attempt"),
        row.getString("last_worker"),
        row.getObject("checkpoint_step", Long.class),
        row.getString("error"),
        row.getDouble("seconds"),
        StoredInstant.read(row, "created_at"),
        StoredInstant.read(row, "started_at"),
        StoredInstant.read(row, "ended_at"));
  }
}
