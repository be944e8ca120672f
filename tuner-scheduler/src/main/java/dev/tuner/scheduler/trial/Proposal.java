package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.json.LazyJson;
import dev.tuner.search.searcher.Basis;
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

  public static Proposal of(
      Map<String, Object> config, String suggestedBy, Basis basis, int bracket) {
    return new Proposal(
        LazyJson.of(config, Json::tree),
        suggestedBy,
        LazyJson.of(basis.toJson(), Json::tree),
        bracket);
  }
}
