package dev.tuner.runner;

import dev.tuner.runner.data.InvalidDataException;
import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.training.CorruptCheckpointException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command refuses into one line and exit code 2; other exceptions are faults. */
final class Refusals implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) throws Exception {
    if (failure instanceof NoSuchFileException missing) {
      command.getErr().println("there is no file " + missing.getFile());
    } else if (failure instanceof IllegalArgumentException
        || failure instanceof InvalidDataException
        || failure instanceof InvalidTrialException
        || failure instanceof CorruptCheckpointException) {
      command.getErr().println(failure.getMessage());
    } else {
      throw failure;
    }
    command.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }
}
