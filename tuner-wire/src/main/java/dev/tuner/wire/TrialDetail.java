package dev.tuner.wire;

import java.util.List;

/**
 * One trial with everything that was decided about it.
 *
 * @param suggestedBy how the config was chosen, in words
 * @param basis the same in numbers; absent of trials that were made before this was kept
 * @param decisions every decision at a milestone, every promotion and every ending, oldest first
 * @param lineage from whom it took over, oldest first; absent where it never did
 * @param provenance what ran the trial, run after run; empty of trials whose worker did not say
 * @param log the last lines of the trial's log, present when it failed
 */
public record TrialDetail(
    TrialView trial,
    String suggestedBy,
    BasisView basis,
    List<DecisionView> decisions,
    List<TakeoverView> lineage,
    List<ProvenanceView> provenance,
    String log) {}
