package dev.tuner.client.cli;

import dev.tuner.client.InvalidRequestException;
import dev.tuner.client.ServiceUnavailableException;
import dev.tuner.client.TunerException;
import dev.tuner.client.local.LocalStackException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns exceptions into a message for people and an exit code. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) throws Exception {
    var err = command.getErr();
    try {
      return explained(failure, err);
    } finally {
      err.flush();
    }
  }

  private static int explained(Exception failure, PrintWriter err) throws Exception {
    if (failure instanceof InvalidRequestException invalid && !invalid.errors().isEmpty()) {
      invalid.errors().forEach(error -> err.println(error.pointer() + ": " + error.detail()));
      return ExitCode.WRONG_INPUT;
    }
    if (failure instanceof ServiceUnavailableException) {
      err.println(failure.getMessage());
      err.println("Start one with: tuner up; or name another with --server URL");
      return ExitCode.NO_SERVICE;
    }
    if (failure instanceof LocalStackException) {
      err.println(failure.getMessage());
      return ExitCode.NO_SERVICE;
    }
    if (failure instanceof TunerException problem && problem.status() >= 500) {
      err.printf("%s (request %s)%n", problem.getMessage(), problem.requestId());
      return ExitCode.NO_SERVICE;
    }
    if (failure instanceof TunerException || failure instanceof IllegalArgumentException) {
      err.println(failure.getMessage());
      return ExitCode.WRONG_INPUT;
    }
    throw failure;
  }
}
