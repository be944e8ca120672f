package dev.tuner.client.screen;

import dev.tuner.client.screen.Table.Column;
import dev.tuner.wire.DecisionView;
import dev.tuner.wire.ProvenanceView;
import dev.tuner.wire.StudyView;
import dev.tuner.wire.TakeoverView;
import dev.tuner.wire.TrialDetail;
import dev.tuner.wire.TrialView;
import java.util.ArrayList;
import java.util.List;

/** One trial: its config, its metrics, every decision with its reason, its error and log. */
public final class TrialScreen {
  private static final List<Column> DECISION_COLUMNS =
      List.of(
          Column.number("step"),
          Column.text("decision"),
          Column.number("rank"),
          Column.number("of"),
          Column.number("cutoff"),
          Column.text("reason"));

  private static final List<Column> LINEAGE_COLUMNS =
      List.of(
          Column.number("step"),
          Column.number("took over from trial"),
          Column.number("at step"),
          Column.text("changed from"),
          Column.text("to"));

  private TrialScreen() {}

  /** The lines; parts that the trial does not have are left out. */
  public static List<String> lines(StudyView study, TrialDetail detail) {
    var trial = detail.trial();
    var lines = new ArrayList<String>();
    lines.add(
        "Trial %d of study %s: %s%s"
            .formatted(trial.number(), study.name(), trial.state(), inBrackets(trial.reason())));
    addIfPresent(lines, "waits    ", trial.pendingReason());
    lines.add("id       " + trial.id());
    lines.add("config   " + Parameters.inOneLine(trial.config()));
    addIfPresent(lines, "chosen   ", detail.suggestedBy());
    lines.add(
        "ran      attempt %d, step %d, %.1f s%s"
            .formatted(
                trial.attempt(),
                trial.step(),
                trial.seconds(),
                trial.worker() == null ? "" : ", worker " + trial.worker()));
    addMetrics(lines, study, trial);
    addProvenance(lines, detail.provenance());
    addDecisions(lines, study, detail.decisions());
    addLineage(lines, detail.lineage());
    addText(lines, "Error:", trial.error());
    addText(lines, "Log:", detail.log());
    return lines;
  }

  private static void addMetrics(List<String> lines, StudyView study, TrialView trial) {
    if (trial.metrics() != null && !trial.metrics().isEmpty()) {
      var metrics =
          trial.metrics().entrySet().stream()
              .map(metric -> metric.getKey() + "=" + Values.metric(metric.getValue()))
              .toList();
      lines.add("metrics  " + String.join(", ", metrics));
    }
    if (trial.bestValue() != null) {
      lines.add(
          "best     %s %s at step %d"
              .formatted(study.metric(), Values.metric(trial.bestValue()), trial.bestStep()));
    }
  }

  /** What ran it last; earlier runs are in the JSON. */
  private static void addProvenance(List<String> lines, List<ProvenanceView> runs) {
    if (runs == null || runs.isEmpty()) {
      return;
    }
    var last = runs.get(runs.size() - 1);
    var environment = new ArrayList<String>();
    last.environment().forEach((name, value) -> environment.add(name + " " + value));
    lines.add("program  " + last.version());
    if (!environment.isEmpty()) {
      lines.add("machine  " + String.join(", ", environment));
    }
    addIfPresent(lines, "again    ", last.command());
  }

  private static void addDecisions(
      List<String> lines, StudyView study, List<DecisionView> decisions) {
    if (decisions != null && !decisions.isEmpty()) {
      lines.add("");
      lines.addAll(
          Table.lines(
              DECISION_COLUMNS,
              decisions.stream().map(decision -> cells(decision, study.mode())).toList()));
    }
  }

  private static void addLineage(List<String> lines, List<TakeoverView> lineage) {
    if (lineage != null && !lineage.isEmpty()) {
      lines.add("");
      lines.addAll(Table.lines(LINEAGE_COLUMNS, lineage.stream().map(TrialScreen::cells).toList()));
    }
  }

  private static List<String> cells(TakeoverView takeover) {
    return List.of(
        String.valueOf(takeover.step()),
        String.valueOf(takeover.donor()),
        String.valueOf(takeover.donorStep()),
        Parameters.inOneLine(Parameters.differing(takeover.oldConfig(), takeover.newConfig())),
        Parameters.inOneLine(Parameters.differing(takeover.newConfig(), takeover.oldConfig())));
  }

  private static List<String> cells(DecisionView decision, String mode) {
    return List.of(
        String.valueOf(decision.step()),
        decision.kind(),
        Values.config(decision.rank()),
        Values.config(decision.rungSize()),
        Values.metric(asMetric(decision.cutoff(), mode)),
        Values.config(decision.reason()));
  }

  /** A loss as the study's metric, which is turned round where more is better. */
  private static Double asMetric(Double loss, String mode) {
    return loss == null || !"max".equals(mode) ? loss : Double.valueOf(-loss);
  }

  private static void addIfPresent(List<String> lines, String title, String text) {
    if (text != null) {
      lines.add(title + text);
    }
  }

  private static void addText(List<String> lines, String title, String text) {
    if (text != null && !text.isBlank()) {
      lines.add("");
      lines.add(title);
      text.stripTrailing().lines().map(line -> "  " + line).forEach(lines::add);
    }
  }

  private static String inBrackets(String reason) {
    return reason == null ? "" : " (" + reason + ")";
  }
}
