package dev.tuner.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tasks of one kind, whose regrets are averaged. */
enum Family {
  TASKSET,
  OPDA;

  private List<String> tasks() {
    return switch (this) {
      case TASKSET ->
          List.of(
              "taskset_imdb_patch128_LSTM128_bs64",
              "taskset_imdb_patch32_GRU128_bs128",
              "taskset_imdb_patch32_IRNN64_relu_last_bs128",
              "taskset_imdb_patch32_LSTM128_bs128",
              "taskset_imdb_patch32_VRNN64_tanh_avg_bs128");
      case OPDA -> List.of("opda_alexnet_imagenet", "opda_deberta_base_mnli");
    };
  }

  /** The word in a command and in a file's name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads all tasks, each from the first of the directories that has it.
   *
   * @throws IOException if none has one, or a file cannot be read
   */
  List<CurveTable> read(List<Path> directories) throws IOException {
    List<CurveTable> tables = new ArrayList<>();
    for (String task : tasks()) {
      tables.add(CurveFile.read(directoryOf(task, directories), task));
    }
    return tables;
  }

  private Path directoryOf(String task, List<Path> directories) throws IOException {
    return directories.stream()
        .filter(directory -> Files.exists(directory.resolve(task + ".jsonl.gz")))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    ("%s.jsonl.gz is not in %s: name its directory with --curves DIR, or leave"
                            + " %s out of --families")
                        .formatted(task, directories, word())));
  }
}
