package dev.tuner.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tasks of one kind, whose regrets are averaged; a file belongs to one by how its name begins. */
enum Family {
  TASKSET("taskset_", ".jsonl.gz"),
  OPDA("opda_", ".jsonl.gz"),
  NMTLC("nmtlc_", ".jsonl.gz"),
  LCBENCH("surrogate_lcbench", ".spec.json"),
  XGBOOST("surrogate_rbv2_xgboost", ".spec.json"),
  GRID("grid_", ".csv.gz");

  private static final int TIMES = 100;

  private final String prefix;
  private final String ending;

  Family(String prefix, String ending) {
    this.prefix = prefix;
    this.ending = ending;
  }

  /** The word in a command and in a file's name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The times that are printed, in full trainings, ascending. */
  List<Double> printed() {
    return switch (this) {
      case TASKSET, OPDA, NMTLC -> List.of(0.25, 0.5, 1.0, 2.0, 5.0);
      case LCBENCH, XGBOOST -> List.of(0.5, 1.0, 2.0, 5.0, 10.0);
      case GRID -> List.of(1.0, 2.0, 5.0, 10.0, 25.0);
    };
  }

  /** The two largest times, at which methods are compared pairwise. */
  List<Double> largest() {
    return printed().subList(printed().size() - 2, printed().size());
  }

  /** All times at which regrets are taken: evenly up to the last. */
  double[] times() {
    double[] times = new double[TIMES];
    double last = largest().get(1);
    for (int i = 0; i < TIMES; i++) {
      times[i] = last * (i + 1) / TIMES;
    }
    return times;
  }

  /** Where {@link #times()} has a printed time. */
  int index(double time) {
    return (int) Math.round(time / largest().get(1) * TIMES) - 1;
  }

  static Optional<Family> of(String word) {
    return Stream.of(values()).filter(family -> family.word().equals(word)).findFirst();
  }

  /**
   * Reads all tasks of the family, each from the first of the directories that has it.
   *
   * @return none if no directory has any
   */
  List<Task> read(List<Path> directories) throws IOException {
    Map<String, Path> found = new LinkedHashMap<>();
    for (Path directory : directories) {
      for (String name : names(directory)) {
        found.putIfAbsent(name, directory);
      }
    }
    List<Task> tasks = new ArrayList<>();
    for (String name : new TreeSet<>(found.keySet())) {
      tasks.addAll(read(found.get(name), name));
    }
    return tasks;
  }

  private List<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .toList();
    }
  }

  private List<Task> read(Path directory, String name) throws IOException {
    return switch (this) {
      case TASKSET, OPDA, NMTLC -> List.of(CurveFile.read(directory, name));
      case GRID -> List.of(GridFile.read(directory, name));
      case LCBENCH, XGBOOST -> SurrogateTask.read(directory, Scenario.of(name).orElseThrow());
    };
  }
}
