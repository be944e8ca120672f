package dev.tuner.client.cli;

import dev.tuner.client.Study;
import dev.tuner.client.screen.StudyScreen;
import dev.tuner.wire.StudyView;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes the state of a study: pause, resume, cancel. */
@Command(sortOptions = false)
final class VerbCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Function<Study, StudyView> verb;

  @Parameters(paramLabel = "STUDY", description = "Name, id, or the first characters of the id")
  private String name;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  VerbCommand(Surroundings surroundings, Function<Study, StudyView> verb) {
    this.surroundings = surroundings;
    this.verb = verb;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      var study = client.studies().find(name);
      var changed = verb.apply(client.study(study.id()));
      var out = spec.commandLine().getOut();
      out.println(StudyScreen.status(changed, surroundings.time().instant()));
      out.flush();
      return ExitCode.DONE;
    }
  }
}
