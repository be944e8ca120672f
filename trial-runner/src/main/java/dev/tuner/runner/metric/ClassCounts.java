package dev.tuner.runner.metric;

import java.util.Map;

/**
 * What follows from the counts of wanted and predicted classes: {@code accuracy} with {@code
 * accuracy_stderr}; precision, recall and F1, each {@code _macro} (mean over the classes) and
 * {@code _micro} (over all examples), and for two classes without suffix, of the second one; and
 * the rarest class in numbers, where a ratio would hide how few there are: {@code minority_count},
 * {@code minority_correct}, {@code minority_predicted}. A ratio over nothing is 0.
 */
public final class ClassCounts implements Metric {

  private final long[][] counts; // wanted, predicted
  private final boolean showsAll;
  private boolean finite = true;

  /**
   * @param showsAll whether to report each count, as {@code confusion_<wanted>_<predicted>}
   */
  public ClassCounts(int classes, boolean showsAll) {
    this.counts = new long[classes][classes];
    this.showsAll = showsAll;
  }

  @Override
  public void add(float[] outputs, float[] targets) {
    finite &= Rows.isFinite(outputs);
    counts[Rows.largest(targets)][Rows.largest(outputs)]++;
  }

  @Override
  public void addTo(Map<String, Double> values) {
    double all = 0;
    double correct = 0;
    for (int c = 0; c < counts.length; c++) {
      all += wanted(c);
      correct += counts[c][c];
    }
    double accuracy = correct / all;
    put(values, "accuracy", accuracy);
    put(values, "accuracy_stderr", Math.sqrt(accuracy * (1 - accuracy) / (all - 1)));
    addRatios(values, accuracy);
    addMinority(values);
    if (showsAll) {
      addCounts(values);
    }
  }

  private void addRatios(Map<String, Double> values, double micro) {
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    int present = 0; // a class that is neither wanted nor predicted says nothing
    for (int c = 0; c < counts.length; c++) {
      precision += precision(c);
      recall += recall(c);
      f1 += f1(c);
      present += wanted(c) + predicted(c) > 0 ? 1 : 0;
    }
    put(values, "precision_macro", precision / present);
    put(values, "recall_macro", recall / present);
    put(values, "f1_macro", f1 / present);
    for (var name : new String[] {"precision_micro", "recall_micro", "f1_micro"}) {
      put(values, name, micro); // one label and one prediction each: all three are the accuracy
    }
    if (counts.length == 2) {
      put(values, "precision", precision(1));
      put(values, "recall", recall(1));
      put(values, "f1", f1(1));
    }
  }

  private void addMinority(Map<String, Double> values) {
    int rarest = -1;
    for (int c = 0; c < counts.length; c++) {
      if (wanted(c) > 0 && (rarest < 0 || wanted(c) < wanted(rarest))) {
        rarest = c;
      }
    }
    if (rarest >= 0) {
      values.put("minority_count", (double) wanted(rarest));
      put(values, "minority_correct", (double) counts[rarest][rarest]);
      put(values, "minority_predicted", (double) predicted(rarest));
    }
  }

  private void addCounts(Map<String, Double> values) {
    for (int wanted = 0; wanted < counts.length; wanted++) {
      for (int predicted = 0; predicted < counts.length; predicted++) {
        put(
            values,
            "confusion_%d_%d".formatted(wanted, predicted),
            (double) counts[wanted][predicted]);
      }
    }
  }

  private void put(Map<String, Double> values, String name, double value) {
    values.put(name, finite ? value : Double.NaN);
  }

  private double precision(int c) {
    return ratio(counts[c][c], predicted(c));
  }

  private double recall(int c) {
    return ratio(counts[c][c], wanted(c));
  }

  private double f1(int c) {
    return ratio(2 * counts[c][c], wanted(c) + predicted(c));
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private long wanted(int c) {
    long sum = 0;
    for (long count : counts[c]) {
      sum += count;
    }
    return sum;
  }

  private long predicted(int c) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[c];
    }
    return sum;
  }
}
