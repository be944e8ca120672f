package dev.tuner.runner.agent;

import dev.tuner.client.ConflictException;
import dev.tuner.client.TunerException;
import dev.tuner.client.Workers;
import dev.tuner.runner.process.Ending;
import dev.tuner.runner.process.LogTail;
import dev.tuner.wire.Assignment;
import dev.tuner.wire.EndOfTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleans up after runs, and tells the service about those that could not tell it themselves. */
final class RunEndings {

  private static final Logger LOG = LoggerFactory.getLogger(RunEndings.class);

  private final Workers patient;
  private final Workers impatient;
  private final Path keptLogs;

  /**
   * @param patient sends a call again until the service is back
   * @param impatient sends a call once
   * @param keptLogs folder where the logs of failed runs stay
   */
  RunEndings(Workers patient, Workers impatient, Path keptLogs) {
    this.patient = patient;
    this.impatient = impatient;
    this.keptLogs = keptLogs;
  }

  /**
   * Deals with the end of a run's process, whatever ended it. Throws nothing: the worker goes on.
   */
  void settle(TrialRun run) {
    try {
      var ending = run.folder().ending();
      if (ending.isPresent()) {
        LOG.info("{} {}", run.title(), ending.get().text());
      } else if (run.abortReason().isPresent()) {
        LOG.warn("{} aborted: {}", run.title(), run.abortReason().get());
      } else {
        tellLost(run);
      }
      if (ending.map(Ending::failed).orElse(run.abortReason().isEmpty())) {
        keepLog(run);
      }
      run.folder().delete();
    } catch (IOException e) {
      LOG.warn("the files of {} cannot be cleaned up", run.title(), e);
    }
  }

  /** A process could not even be started. */
  void notStarted(Assignment assignment, IOException error) {
    var text = "its process could not be started: " + error.getMessage();
    LOG.warn("trial {} of {}: {}", assignment.number(), assignment.studyName(), text);
    fail(assignment, text, "");
  }

  /** Gives back a trial whose process was killed before it could do so itself. */
  void releaseUnsaved(TrialRun run) {
    var assignment = run.assignment();
    try {
      impatient.release(assignment.trialId(), EndOfTrial.of(assignment.lease()));
    } catch (TunerException e) {
      LOG.warn("{} not given back: {}", run.title(), e.getMessage());
    }
  }

  private void tellLost(TrialRun run) throws IOException {
    var text = "the trial's process " + ExitWords.of(run.exit().join().exitValue());
    LOG.warn("{} lost: {}", run.title(), text);
    fail(run.assignment(), text, LogTail.of(run.folder().log()));
  }

  private void fail(Assignment assignment, String error, String log) {
    try {
      patient.fail(assignment.trialId(), new EndOfTrial(assignment.lease(), error, log, true));
    } catch (ConflictException alreadyOver) {
      // The process was lost after its last call: the service had its ending.
      LOG.info("trial {} was over already", assignment.number());
    } catch (TunerException e) {
      // Its lease expires, and the service starts it again.
      LOG.warn("trial {} not failed: {}", assignment.number(), e.getMessage());
    }
  }

  private void keepLog(TrialRun run) throws IOException {
    Files.createDirectories(keptLogs);
    var name =
        "%s-%d-%d.log"
            .formatted(
                run.assignment().studyId(), run.assignment().number(), run.assignment().lease());
    var kept = Files.move(run.folder().log(), keptLogs.resolve(name));
    LOG.info("{}: log kept in {}", run.title(), kept);
  }
}
