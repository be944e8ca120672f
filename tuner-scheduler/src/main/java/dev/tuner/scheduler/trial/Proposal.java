package dev.tuner.scheduler.trial;

import java.util.Map;

/**
 * What a new trial shall evaluate.
 *
 * @param suggestedBy how the config was chosen, in words
 * @param bracket the ladder of milestones the trial climbs, from 0
 */
public record Proposal(Map<String, Object> config, String suggestedBy, int bracket) {}
