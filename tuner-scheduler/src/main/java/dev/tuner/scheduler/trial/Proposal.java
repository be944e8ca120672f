package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.json.LazyJson;
import dev.tuner.scheduler.sql.Columns;
import dev.tuner.search.searcher.Basis;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a new trial shall evaluate.
 *
 * @param suggestedBy how the config was chosen, in words
 * @param basis the same in numbers
 * @param bracket the ladder of milestones the trial climbs, from 0
 */
public record Proposal(
    LazyJson<Map<String, Object>> config,
    String suggestedBy,
    @Nullable LazyJson<Map<String, Object>> basis,
    int bracket) {
  static final Columns<Proposal> COLUMNS =
      new Columns<Proposal>()
          .with("config", "jsonb", proposal -> proposal.config.text())
          .with("suggested_by", "text", Proposal::suggestedBy)
          .with("basis", "jsonb", proposal -> proposal.basis == null ? null : proposal.basis.text())
          .with("bracket", "int4", Proposal::bracket);

  public static Proposal of(
      Map<String, Object> config, String suggestedBy, Basis basis, int bracket) {
    return new Proposal(
        LazyJson.of(config, Json::tree),
        suggestedBy,
        LazyJson.of(basis.toJson(), Json::tree),
        bracket);
  }

  static Proposal stored(ResultSet row) throws SQLException {
    var basis = row.getString("basis"); // trials of earlier versions have none
    return new Proposal(
        LazyJson.stored(row.getString("config"), Json::tree),
        row.getString("suggested_by"),
        basis == null ? null : LazyJson.stored(basis, Json::tree),
        row.getInt("bracket"));
  }

  /** The same with another config. */
  Proposal withConfig(Map<String, Object> next) {
    return new Proposal(LazyJson.of(next, Json::tree), suggestedBy, basis, bracket);
  }
}
