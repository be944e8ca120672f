package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.Preparation;
import dev.tuner.runner.data.Unlabelled;
import dev.tuner.runner.training.WholeFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Predictions of a trained model as a CSV file with a line an item: its id and the class, the
 * number, or, a line a document, the score (the higher, the earlier in its query). The columns are
 * called as the training data calls them: {@code id_column}, {@code query_column}, {@code
 * target_column}; else {@code id}, {@code query}, {@code prediction}.
 */
public final class Submission {

  private final TrainedModel model;
  private final boolean probabilities;

  /**
   * @param probabilities whether a classifier's probability of each class is written, too, in
   *     columns {@code probability_<class>}
   */
  public Submission(TrainedModel model, boolean probabilities) {
    this.model = model;
    this.probabilities = probabilities;
    if (probabilities && answer().meaning() != Preparation.Meaning.CLASSES) {
      throw new IllegalArgumentException(
          "--probabilities is for classifiers, but the model is a "
              + model.provenance().trainable().get("recipe"));
    }
  }

  private Preparation.Answer answer() {
    return model.preparation().answer();
  }

  /**
   * Predicts the items of {@code data}; the file appears whole or not at all.
   *
   * @return the number of items
   * @throws dev.tuner.runner.data.InvalidDataException if they are not of the training data's form
   */
  public int write(Path data, Path csv) throws IOException {
    var items = model.preparation().form().read(data);
    try {
      WholeFile.write(
          csv,
          partial -> {
            try (var out = Files.newBufferedWriter(partial, StandardCharsets.UTF_8)) {
              write(items, out);
            }
          });
    } finally {
      items.items().close();
    }
    return items.items().count();
  }

  private void write(Unlabelled items, Writer out) throws IOException {
    var format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').build();
    try (var csv = new CSVPrinter(out, format)) {
      csv.printRecord(header(items));
      model.predict(items.items(), (item, outputs) -> print(items, item, outputs, csv));
    }
  }

  private List<String> header(Unlabelled items) {
    var header = new ArrayList<String>();
    header.add(name("id_column", "id"));
    if (!items.parts().isEmpty()) {
      header.add(name("query_column", "query"));
    }
    int width = answer().width();
    if (answer().meaning() == Preparation.Meaning.NUMBERS && width > 1) {
      Unlabelled.numbers(width).forEach(column -> header.add("prediction_" + column));
    } else {
      header.add(name("target_column", "prediction"));
    }
    if (probabilities) {
      answer().classes().forEach(name -> header.add("probability_" + name));
    }
    return header;
  }

  private String name(String field, String usual) {
    return String.valueOf(model.provenance().trainable().getOrDefault(field, usual));
  }

  private void print(Unlabelled items, int item, float[] outputs, CSVPrinter csv)
      throws IOException {
    var id = items.ids().get(item);
    if (!items.parts().isEmpty()) {
      var documents = items.parts().get(item);
      for (int d = 0; d < documents.size(); d++) {
        csv.printRecord(documents.get(d), id, outputs[d]);
      }
      return;
    }
    var values = new ArrayList<Object>(List.of(id));
    if (answer().meaning() == Preparation.Meaning.CLASSES) {
      var chances = Probabilities.of(outputs);
      values.add(answer().classes().get(chances.mostLikely()));
      for (int c = 0; probabilities && c < outputs.length; c++) {
        values.add(chances.of(c));
      }
    } else {
      for (float output : outputs) {
        values.add(output);
      }
    }
    csv.printRecord(values);
  }
}
