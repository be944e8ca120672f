package dev.tuner.client.cli;

/** The exit codes of the command; {@link Tuner}'s help lists them. */
final class ExitCode {
  static final int DONE = 0;
  static final int NO_RESULT = 1;
  static final int WRONG_INPUT = 2;
  static final int NO_SERVICE = 3;

  private ExitCode() {}
}
