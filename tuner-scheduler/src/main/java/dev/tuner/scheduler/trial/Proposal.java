package dev.tuner.scheduler.trial;

import dev.tuner.search.searcher.Basis;
import java.util.Map;

/**
 * What a new trial shall evaluate.
 *
 * @param suggestedBy how the config was chosen, in words
 * @param basis the same in numbers
 * @param bracket the ladder of milestones the trial climbs, from 0
 */
public record Proposal(Map<String, Object> config, String suggestedBy, Basis basis, int bracket) {}
