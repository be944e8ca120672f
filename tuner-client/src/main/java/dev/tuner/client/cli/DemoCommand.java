package dev.tuner.client.cli;

import dev.tuner.client.RetryPolicy;
import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerException;
import dev.tuner.client.TunerOptions;
import dev.tuner.client.local.LocalPlan;
import dev.tuner.client.local.LocalStack;
import dev.tuner.client.local.Ports;
import dev.tuner.client.local.RunningStack;
import dev.tuner.client.screen.Pause;
import dev.tuner.wire.StudyView;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    sortOptions = false,
    description = {
      "Tunes a small network on handwritten digits: starts service and worker on this machine, runs"
          + " examples/digits.json with a live table, and ends with the best config.",
      "Ctrl-C cancels the study and ends what was started."
    })
final class DemoCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where the service listens when nobody else does there. Default: 8080")
  private int port;

  @Option(names = "--keep", description = "Leave service and worker running; tuner down ends them")
  private boolean keep;

  @Mixin private FollowOptions follow;
  @Spec private CommandSpec spec;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var home = surroundings.requireHome();
    var out = spec.commandLine().getOut();
    var definition = StudyFile.read(home.resolve("examples/digits.json"));
    StudyResult result;
    try (var stack = start(home, out);
        var client = TunerClient.connect(TunerOptions.of(stack.address()))) {
      printPage(stack, out);
      var study = client.studies().create(definition);
      result = StudyResult.of(follow(client, study, stack, out), client);
      result.print(out, surroundings.time());
      end(stack, out);
    }
    result.printLastLine(out);
    return result.exitCode();
  }

  private LocalStack start(Path home, PrintWriter out) throws InterruptedException {
    int cpus = LocalWorkers.cpusFor(1);
    var running = RunningStack.find(home);
    if (running.isPresent()) {
      say(out, "Using the service that runs at " + running.get().address());
      int missing = hasWorker(running.get()) ? 0 : 1;
      return LocalStack.startWorkers(
          new LocalPlan(home, port, missing, cpus), running.get().address());
    }
    int free = Ports.isFree(port) ? port : Ports.free();
    if (free != port) {
      say(out, "Port %d is taken by another program; using %d".formatted(port, free));
    }
    say(out, "Starting service and worker; their logs are in " + home.resolve(".tuner/logs"));
    return LocalStack.start(new LocalPlan(home, free, 1, cpus));
  }

  private static boolean hasWorker(RunningStack running) {
    try (var client = TunerClient.connect(TunerOptions.of(running.address()))) {
      return client.workers().stream().anyMatch(worker -> worker.alive());
    }
  }

  private StudyView follow(TunerClient client, StudyView study, LocalStack stack, PrintWriter out)
      throws InterruptedException {
    stack.beforeEnd(() -> cancel(stack, study));
    Pause watchful =
        duration -> {
          surroundings.pause().rest(duration);
          stack.requireAlive();
        };
    var ended = follow.follow(client, study.id(), out, surroundings.pausing(watchful));
    stack.beforeEnd(() -> {});
    return ended;
  }

  /** An abandoned study would take the worker from the next one. */
  private void cancel(LocalStack stack, StudyView study) {
    var hurried =
        TunerOptions.of(stack.address())
            .withRequestTimeout(Duration.ofSeconds(3))
            .withRetry(RetryPolicy.never());
    try (var client = TunerClient.connect(hurried)) {
      client.study(study.id()).cancel();
    } catch (TunerException e) {
      spec.commandLine().getErr().println("The study was not cancelled: " + e.getMessage());
    }
  }

  private void end(LocalStack stack, PrintWriter out) {
    boolean stays = keep || !stack.hasService();
    if (keep) {
      stack.leaveRunning();
    }
    say(
        out,
        stays
            ? "The page stays at %s/ until: tuner down".formatted(stack.address())
            : "The page was at %s/ and is there again with: tuner up".formatted(stack.address()));
  }

  private static void printPage(LocalStack stack, PrintWriter out) {
    say(out, "The page is at %s/".formatted(stack.address()));
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
