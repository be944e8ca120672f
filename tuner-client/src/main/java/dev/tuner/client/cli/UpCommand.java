package dev.tuner.client.cli;

import dev.tuner.client.local.LocalPlan;
import dev.tuner.client.local.LocalStack;
import dev.tuner.client.local.RunningStack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    sortOptions = false,
    description = {
      "Runs the service with an embedded PostgreSQL, and workers, on this machine until Ctrl-C.",
      "Data and logs are in .tuner beside the tuner script."
    })
final class UpCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where the service listens, on this machine only. Default: 8080")
  private int port;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many trial-runners. Default: 1")
  private int workers;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "CPUs that each worker offers. Default: the machine's, shared; at most 4")
  private Integer cpus;

  @Spec private CommandSpec spec;

  UpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var home = surroundings.requireHome();
    requireNoOther(home);
    int offered = cpus == null ? LocalWorkers.cpusFor(workers) : cpus;
    var plan = new LocalPlan(home, port, workers, offered);
    var out = spec.commandLine().getOut();
    out.println("Starting the service; its log is " + plan.logs().resolve("service.log"));
    out.flush();
    try (var stack = LocalStack.start(plan)) {
      print(plan, out);
      while (true) {
        surroundings.pause().rest(Duration.ofSeconds(1));
        stack.requireAlive();
      }
    }
  }

  private void print(LocalPlan plan, PrintWriter out) {
    out.printf("Page     %s/%n", plan.address());
    out.printf("API      %s/api/v1%n", plan.address());
    out.printf("Workers  %d, each with %d CPUs; logs in %s%n", workers, plan.cpus(), plan.logs());
    out.println("Ctrl-C ends them. Meanwhile, elsewhere: tuner run examples/digits.json");
    out.flush();
  }

  private static void requireNoOther(Path home) {
    RunningStack.find(home)
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  "A service runs already at %s (process %d); end it with: tuner down"
                      .formatted(other.address(), other.service()));
            });
  }
}
