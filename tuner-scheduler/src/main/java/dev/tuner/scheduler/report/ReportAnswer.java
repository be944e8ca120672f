package dev.tuner.scheduler.report;

import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.search.scheduler.Decision;

/**
 * What a trial shall do after a report.
 *
 * @param state the trial's state after the decision
 * @param milestone the next step at which the trial is judged; null when there is none
 */
public record ReportAnswer(
    Decision.Kind decision, TrialState state, String reason, Long milestone) {}
