package dev.tuner.runner.process;

import dev.tuner.client.CorruptCheckpointException;
import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerOptions;
import dev.tuner.client.Workers;
import dev.tuner.runner.trainable.Trainables;
import dev.tuner.wire.Assignment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one trial and ends. The arguments are the service's address and the run's folder; {@link
 * ParentLine} says when to begin. Standard output and error are the trial's log, nothing else.
 */
public final class TrialProcess {

  /** Options of the Java machine that this class relies on: the log is UTF-8 on any machine. */
  public static final List<String> JVM_ARGUMENTS =
      List.of(
          "-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-Dsun.stderr.encoding=UTF-8");

  private static final Logger LOG = LoggerFactory.getLogger(TrialProcess.class);
  private static final int ENDED = 0;
  private static final int NOT_ENDED = 1;
  private static final int PARENT_GONE = 2;

  private final RunFolder folder;
  private final Workers workers;
  private final ParentLine parent;

  private TrialProcess(RunFolder folder, Workers workers, ParentLine parent) {
    this.folder = folder;
    this.workers = workers;
    this.parent = parent;
  }

  /** Waits for the worker's start, then runs the trial in the folder. */
  public static void main(String[] args) {
    var status = NOT_ENDED;
    try {
      var parent = ParentLine.listen(System.in, () -> Runtime.getRuntime().halt(PARENT_GONE));
      var client = TunerClient.connect(TunerOptions.of(args[0]));
      var folder = new RunFolder(Path.of(args[1]));
      parent.awaitStart();
      new TrialProcess(folder, client.workers(), parent).run();
      status = ENDED;
    } catch (Exception e) {
      LOG.error("the trial could not be run to an end", e);
    } finally {
      // Engines leave threads behind that would keep an orderly exit waiting.
      Runtime.getRuntime().halt(status);
    }
  }

  /** Ends this process at once; the service knows already how the run ended. */
  static void exit(RunFolder folder, String ending) throws IOException {
    folder.writeEnding(Ending.well(ending));
    System.out.println(ending);
    Runtime.getRuntime().halt(ENDED);
  }

  private void run() throws IOException, InterruptedException {
    var assignment = folder.assignment();
    var calls = new LeasedCalls(workers, assignment);
    try {
      train(assignment, calls);
    } catch (LeaseLostException e) {
      exit(folder, "lost its lease: " + e.getMessage());
    }
  }

  private void train(Assignment assignment, LeasedCalls calls)
      throws IOException, InterruptedException, LeaseLostException {
    RunningTrial trial;
    try {
      trial = RunningTrial.open(assignment, calls, folder, parent);
    } catch (CorruptCheckpointException e) {
      fail(calls, e, true);
      return;
    }
    try {
      Trainables.of(assignment.trainable()).train(trial);
    } catch (Throwable e) {
      fail(calls, e, false);
      return;
    }
    if (!trial.isOver()) {
      calls.complete();
      folder.writeEnding(Ending.well("completed at step " + trial.step()));
    }
  }

  private void fail(LeasedCalls calls, Throwable error, boolean worthAnotherAttempt)
      throws IOException, InterruptedException, LeaseLostException {
    LOG.error("the trial failed", error);
    var text = ErrorText.of(error);
    calls.fail(text, LogTail.of(folder.log()), worthAnotherAttempt);
    folder.writeEnding(new Ending("failed: " + text, true));
  }
}
