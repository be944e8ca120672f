package dev.tuner.benchmarks.quality;

/** A dense layer; its weights stand input by input, so that its sums run over memory. */
final class DenseLayer {
  private final float[] columns;
  private final float[] bias;

  private DenseLayer(float[] columns, float[] bias) {
    this.columns = columns;
    this.bias = bias;
  }

  /**
   * @param rows for each output its weights
   */
  static DenseLayer ofRows(float[] rows, float[] bias) {
    int outputs = bias.length;
    int inputs = rows.length / outputs;
    float[] columns = new float[rows.length];
    for (int j = 0; j < outputs; j++) {
      for (int i = 0; i < inputs; i++) {
        columns[i * outputs + j] = rows[j * inputs + i];
      }
    }
    return new DenseLayer(columns, bias);
  }

  /** Inputs that are zero, as half of those behind a ReLU, cost nothing. */
  float[] apply(float[] x) {
    int[] active = new int[x.length];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] != 0) {
        active[count++] = i;
      }
    }
    float[] y = bias.clone();
    int at = 0;
    for (; at + 3 < count; at += 4) {
      addFour(x, active, at, y);
    }
    for (; at < count; at++) {
      int row = active[at] * y.length;
      float each = x[active[at]];
      for (int j = 0; j < y.length; j++) {
        y[j] += columns[row + j] * each;
      }
    }
    return y;
  }

  // four inputs for one walk over the outputs: the walk is bound by memory
  private void addFour(float[] x, int[] active, int at, float[] y) {
    int a = active[at] * y.length;
    int b = active[at + 1] * y.length;
    int c = active[at + 2] * y.length;
    int d = active[at + 3] * y.length;
    float xa = x[active[at]];
    float xb = x[active[at + 1]];
    float xc = x[active[at + 2]];
    float xd = x[active[at + 3]];
    for (int j = 0; j < y.length; j++) {
      y[j] += columns[a + j] * xa + columns[b + j] * xb + columns[c + j] * xc + columns[d + j] * xd;
    }
  }
}
