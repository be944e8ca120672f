package dev.tuner.api.trial;

import dev.tuner.api.http.FrequentCall;
import dev.tuner.api.problem.ProblemAnswer;
import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.report.ReportAnswer;
import dev.tuner.scheduler.report.ReportCommand;
import dev.tuner.scheduler.report.ReportOutcome;
import dev.tuner.scheduler.report.Reports;
import dev.tuner.wire.BatchReport;
import dev.tuner.wire.Report;
import dev.tuner.wire.ReportReply;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports come in, decisions go out. */
@Tag(name = "running trials")
@RestController
@RequestMapping("/api/v1")
class ReportController implements FrequentCall.Controller {

  private static final int LARGEST_BATCH = 1000;

  private final Reports reports;

  ReportController(Reports reports) {
    this.reports = reports;
  }

  @Override
  public List<FrequentCall<?>> frequentCalls() {
    return List.of(
        new FrequentCall<>("/api/v1/trials/", "/measurements", Report.class, this::report),
        new FrequentCall<>(
            "/api/v1/measurements:batch", "", BatchReport.class, (id, batch) -> report(batch)));
  }

  @Operation(summary = "Report metrics at a step; answered after the commit")
  @PostMapping("/trials/{id}/measurements")
  CompletableFuture<ReportReply> report(@PathVariable UUID id, @RequestBody Report report) {
    return reports.take(command(id, report)).thenApply(ReportController::reply);
  }

  @Operation(summary = "Report for several trials; each report is answered for itself")
  @PostMapping("/measurements:batch")
  CompletableFuture<BatchReport.Reply> report(@RequestBody BatchReport batch) {
    if (batch.reports() == null
        || batch.reports().isEmpty()
        || batch.reports().size() > LARGEST_BATCH) {
      throw new InvalidInputException(
          "invalid-batch",
          "/reports",
          "a batch has 1 to %d reports; split it".formatted(LARGEST_BATCH));
    }
    var commands = new ArrayList<ReportCommand>();
    var outcomes = new BatchReport.Outcome[batch.reports().size()];
    for (int i = 0; i < outcomes.length; i++) {
      try {
        commands.add(command(batch.reports().get(i), "/reports/" + i));
      } catch (InvalidInputException e) {
        outcomes[i] = new BatchReport.Outcome(null, ProblemAnswer.of(e));
      }
    }
    return reports
        .takeAll(commands)
        .thenApply(
            taken -> {
              var next = taken.iterator();
              Arrays.setAll(
                  outcomes, i -> outcomes[i] == null ? outcome(next.next()) : outcomes[i]);
              return new BatchReport.Reply(List.of(outcomes));
            });
  }

  private static BatchReport.Outcome outcome(ReportOutcome outcome) {
    if (outcome instanceof ReportOutcome.Refused refused) {
      TunerException why = refused.why();
      return new BatchReport.Outcome(null, ProblemAnswer.of(why));
    }
    return new BatchReport.Outcome(reply(outcome.orThrow()), null);
  }

  private static ReportCommand command(BatchReport.Item item, String pointer) {
    if (item == null || item.trialId() == null || item.report() == null) {
      throw new InvalidInputException(
          "invalid-batch", pointer, "an item needs trial_id and report");
    }
    return command(Ids.trial(item.trialId(), pointer + "/trial_id"), item.report());
  }

  private static ReportCommand command(UUID trialId, Report report) {
    return new ReportCommand(
        trialId, report.lease(), report.step(), report.metrics(), report.seconds());
  }

  private static ReportReply reply(ReportAnswer answer) {
    return new ReportReply(
        answer.decision().name(), answer.state().name(), answer.reason(), answer.milestone());
  }
}
