package dev.tuner.runner.agent;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep the worker's process alive. */
final class Daemons {

  private Daemons() {}

  static ThreadFactory named(String name) {
    return task -> {
      var thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
