package dev.tuner.benchmarks.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One case in a process of its own: leaves its rows in a file. */
public final class Measurement {

  /** Measures one thing. */
  @FunctionalInterface
  interface Case {
    List<Row> rows(Scale scale) throws Exception;
  }

  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  static {
    CASES.put("fit", FitCase::rows);
    CASES.put("pytorch", PyTorchCase::rows);
    CASES.put("accumulation", TechniqueCases::accumulation);
    CASES.put("amp", TechniqueCases::amp);
    CASES.put("caches", CacheCase::rows);
    CASES.put("prefetch", TechniqueCases::prefetch);
    CASES.put("checkpoints", TechniqueCases::checkpoints);
  }

  private Measurement() {}

  static List<String> names() {
    return List.copyOf(CASES.keySet());
  }

  /** Called with the case's name, the file for its rows, whether to be quick, and Pythons. */
  public static void main(String[] args) throws Exception {
    var pythons = Arrays.asList(args).subList(3, args.length);
    var rows = CASES.get(args[0]).rows(Scale.of(Boolean.parseBoolean(args[2]), pythons));
    Files.write(Path.of(args[1]), rows.stream().map(Row::encoded).toList());
    System.exit(0); // ND4J's threads are no daemons
  }
}
