package dev.tuner.runner.agent;

/** Says in words how a process ended. */
final class ExitWords {

  private static final int SIGNALS = 128;

  private ExitWords() {}

  /**
   * @param code the exit status as Java tells it: 128 and the signal's number for a killed process
   */
  static String of(int code) {
    return switch (code - SIGNALS) {
      case 9 -> "was killed (SIGKILL): by somebody, or because the machine ran out of memory";
      case 6 -> "crashed in native code (SIGABRT)";
      case 7 -> "crashed in native code (SIGBUS)";
      case 11 -> "crashed in native code (SIGSEGV)";
      default -> "exited with code %d before its trial ended".formatted(code);
    };
  }
}
