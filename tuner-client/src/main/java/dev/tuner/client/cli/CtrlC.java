package dev.tuner.client.cli;

/** What to do when the process is ended from outside, by Ctrl-C or SIGTERM. */
final class CtrlC {
  private volatile boolean expected = true;

  private CtrlC() {}

  /** The action runs once, while the JVM ends, unless it was forgotten before. */
  static CtrlC then(Runnable action) {
    var hook = new CtrlC();
    var thread = new Thread(() -> hook.runIfExpected(action), "ctrl-c");
    Runtime.getRuntime().addShutdownHook(thread);
    return hook;
  }

  void forget() {
    expected = false;
  }

  private void runIfExpected(Runnable action) {
    if (expected) {
      action.run();
    }
  }
}
