package dev.tuner.runner.process;

import dev.tuner.client.WireJson;
import dev.tuner.wire.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;

/**
 * The folder of one run of a trial: what the worker and the trial's process leave there for each
 * other, and the process' own files.
 */
public record RunFolder(Path path) {

  /** Everything the process printed. */
  public Path log() {
    return path.resolve("trial.log");
  }

  Path checkpoint(long step) {
    return path.resolve("step-" + step + ".checkpoint");
  }

  /** Leaves the assignment for the process to read when it starts. */
  public void writeAssignment(Assignment assignment) throws IOException {
    Files.writeString(assignmentFile(), WireJson.text(assignment));
  }

  Assignment assignment() throws IOException {
    return WireJson.read(Files.readString(assignmentFile()), Assignment.class);
  }

  /**
   * Notes that the service knows how the run ended. A process that exits without this note was
   * lost.
   */
  void writeEnding(Ending ending) throws IOException {
    var draft = path.resolve("ending.draft");
    Files.writeString(draft, WireJson.text(ending));
    Files.move(draft, endingFile(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** How the run ended; empty while it runs, and if its process was lost. */
  public Optional<Ending> ending() throws IOException {
    return Files.exists(endingFile())
        ? Optional.of(WireJson.read(Files.readString(endingFile()), Ending.class))
        : Optional.empty();
  }

  /** Deletes the folder and everything in it. */
  public void delete() throws IOException {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path assignmentFile() {
    return path.resolve("assignment.json");
  }

  private Path endingFile() {
    return path.resolve("ending.json");
  }
}
