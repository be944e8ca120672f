package dev.tuner.client.cli;

import dev.tuner.client.screen.Pause;
import dev.tuner.client.screen.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a command finds around it.
 *
 * @param home the directory that holds the built modules; absent when the command was not started
 *     through the tuner script
 */
record Surroundings(Terminal terminal, InstantSource time, Pause pause, Optional<Path> home) {

  /** As the tuner script passes them on: {@code tuner.home} and {@code tuner.terminal}. */
  static Surroundings ofProcess() {
    boolean interactive = Boolean.getBoolean("tuner.terminal");
    return new Surroundings(
        interactive ? Terminal.controlling() : Terminal.paper(),
        Clock.systemUTC(),
        duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
        Optional.ofNullable(System.getProperty("tuner.home")).map(Path::of));
  }

  Surroundings pausing(Pause other) {
    return new Surroundings(terminal, time, other, home);
  }

  Path requireHome() {
    return home.orElseThrow(
        () ->
            new IllegalArgumentException(
                "This command runs the service of a checkout; start it with ./tuner"));
  }
}
