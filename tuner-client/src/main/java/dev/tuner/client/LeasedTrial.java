package dev.tuner.client;

import dev.tuner.wire.Assignment;
import dev.tuner.wire.EndOfTrial;
import dev.tuner.wire.Provenance;
import dev.tuner.wire.ProvenanceView;
import dev.tuner.wire.Report;
import dev.tuner.wire.ReportReply;
import dev.tuner.wire.TrialView;
import java.util.Map;

/**
 * A trial that the caller trains by itself.
 *
 * <pre>{@code
 * for (var trial : study.ask("notebook", 1)) {
 *   for (long step = trial.nextStep(); ; step++) {
 *     double loss = train(trial.config());
 *     if (trial.report(step, Map.of("val_loss", loss)).stops()) break;
 *   }
 * }
 * }</pre>
 */
public final class LeasedTrial {
  private final Assignment assignment;
  private final Api reports;

  LeasedTrial(Assignment assignment, Api reports) {
    this.assignment = assignment;
    this.reports = reports;
  }

  /** Everything the service says about the trial. */
  public Assignment assignment() {
    return assignment;
  }

  /** The parameters to train with. */
  public Map<String, Object> config() {
    return assignment.config();
  }

  /** The first step that the service has no report of. */
  public long nextStep() {
    return assignment.lastStep() + 1;
  }

  /**
   * Reports a step; the same report again gets the same answer.
   *
   * @param metrics at least the study's metric; NaN and infinities count as worst
   * @throws ConflictException when the trial is no longer the caller's
   */
  public Decision report(long step, Map<String, Double> metrics) {
    var report = new Report(assignment.lease(), step, metrics, null);
    var reply = reports.send(Call.post(path() + "/measurements", report), ReportReply.class);
    return new Decision(reply.decision(), reply.state(), reply.reason());
  }

  /**
   * Says what trains the trial, to be kept with it.
   *
   * @param version of the program, such as a commit
   * @param environment machine and libraries by name
   * @param command how to run the trial again, or null
   */
  public void ranBy(String version, Map<String, String> environment, String command) {
    var provenance = new Provenance(assignment.lease(), version, environment, command);
    reports.send(Call.replace(path() + "/provenance", provenance), ProvenanceView[].class);
  }

  /** The training ended by itself. */
  public TrialView complete() {
    return reports.send(
        Call.post(path() + ":complete", EndOfTrial.of(assignment.lease())), TrialView.class);
  }

  /** The training ended with an error. */
  public TrialView fail(String error) {
    var end = new EndOfTrial(assignment.lease(), error, null, false);
    return reports.send(Call.post(path() + ":fail", end), TrialView.class);
  }

  private String path() {
    return "/trials/" + Call.encoded(assignment.trialId());
  }

  /**
   * What to do after a report.
   *
   * @param kind {@code CONTINUE}, {@code STOP} or {@code PAUSE}
   * @param state the trial's state now
   * @param reason the decision in words
   */
  public record Decision(String kind, String state, String reason) {
    /** Whether the run is over: train and report no more. */
    public boolean stops() {
      return !"CONTINUE".equals(kind);
    }
  }
}
