package dev.tuner.client.cli;

import dev.tuner.client.Study;
import dev.tuner.wire.StudyView;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code tuner} command. */
@Command(
    name = "tuner",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    sortOptions = false,
    version = "tuner 0.1.0",
    description = "Tunes hyperparameters with a Tuner service.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the study failed, or no trial reported a finite value",
      "2:the input is wrong: unknown option, study that is not valid, no such study or trial",
      "3:the service cannot be reached, or a local one cannot run",
      "130:ended by Ctrl-C"
    })
public final class Tuner {
  private Tuner() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine(Surroundings.ofProcess()).execute(args));
  }

  static CommandLine commandLine(Surroundings surroundings) {
    var tuner = withCommands(new CommandLine(new Tuner()), surroundings);
    return withVerbs(tuner, surroundings)
        .addSubcommand(new DeleteCommand(surroundings))
        .addSubcommand(new ReplayCommand(surroundings))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures());
  }

  private static CommandLine withCommands(CommandLine tuner, Surroundings surroundings) {
    return tuner
        .addSubcommand(new DemoCommand(surroundings))
        .addSubcommand(new UpCommand(surroundings))
        .addSubcommand(new DownCommand(surroundings))
        .addSubcommand(new RunCommand(surroundings))
        .addSubcommand(new WatchCommand(surroundings))
        .addSubcommand(new ValidateCommand(surroundings))
        .addSubcommand(new StudiesCommand(surroundings))
        .addSubcommand(new TrialsCommand(surroundings))
        .addSubcommand(new TrialCommand(surroundings))
        .addSubcommand(new PolicyCommand(surroundings))
        .addSubcommand(new ExplainCommand(surroundings))
        .addSubcommand(new BestCommand(surroundings))
        .addSubcommand(new CheckpointsCommand(surroundings))
        .addSubcommand(new CheckpointCommand(surroundings))
        .addSubcommand(new PredictCommand(surroundings))
        .addSubcommand(new ExportCommand(surroundings))
        .addSubcommand(new ReproduceCommand(surroundings))
        .addSubcommand(new RecipeCommand(surroundings))
        .addSubcommand(new ImportCommand(surroundings));
  }

  private static CommandLine withVerbs(CommandLine tuner, Surroundings surroundings) {
    return tuner
        .addSubcommand(
            verb(
                surroundings,
                "pause",
                Study::pause,
                "Starts no more trials of a study until it is resumed."))
        .addSubcommand(verb(surroundings, "resume", Study::resume, "Lets a paused study go on."))
        .addSubcommand(
            verb(surroundings, "cancel", Study::cancel, "Ends a study and its trials for good."))
        .addSubcommand(
            verb(
                surroundings,
                "retry",
                Study::retryFailed,
                "Has the failed trials of a study tried again, and those alone."))
        .addSubcommand(
            verb(
                surroundings,
                "archive",
                Study::archive,
                "Puts an ended study away: it is not listed and cannot be changed."))
        .addSubcommand(
            verb(surroundings, "unarchive", Study::unarchive, "Takes a study out of the archive."))
        .addSubcommand(
            changing(
                surroundings,
                "change",
                Study::change,
                "Changes a study, or extends one that has ended: tuner change STUDY"
                    + " num_samples=80."))
        .addSubcommand(
            changing(
                surroundings,
                "clone",
                Study::copy,
                "Creates a study like another one, with the given fields in place of its own."));
  }

  private static CommandLine verb(
      Surroundings surroundings, String name, Function<Study, StudyView> verb, String description) {
    var command = new CommandLine(new VerbCommand(surroundings, verb));
    command.getCommandSpec().name(name).usageMessage().description(description);
    return command;
  }

  private static CommandLine changing(
      Surroundings surroundings,
      String name,
      BiFunction<Study, Map<String, Object>, StudyView> change,
      String description) {
    var command = new CommandLine(new ChangeCommand(surroundings, change));
    command.getCommandSpec().name(name).usageMessage().description(description);
    return command;
  }
}
