package dev.tuner.client.cli;

import dev.tuner.client.local.LocalStack;
import dev.tuner.client.local.RunningStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "down",
    description = "Ends the service and the workers that tuner up or tuner demo --keep left here.")
final class DownCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  DownCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var home = surroundings.requireHome();
    var running = RunningStack.find(home);
    var out = spec.commandLine().getOut();
    if (running.isEmpty()) {
      out.println("Nothing runs here.");
    } else {
      running.get().stop(home, LocalStack.GRACE);
      out.println("Ended the service at " + running.get().address());
    }
    out.flush();
    return ExitCode.DONE;
  }
}
