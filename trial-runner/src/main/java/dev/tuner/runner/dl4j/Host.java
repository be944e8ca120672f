package dev.tuner.runner.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Moves numbers between Java arrays and the device. */
final class Host {

  private Host() {}

  /** Copies a whole array, in row-major order. */
  static void read(INDArray from, float[] to) {
    // A view's buffer is its parent's: only a row-major array of its own is what it seems.
    var plain = from.isView() || from.ordering() != 'c' ? from.dup('c') : from;
    plain.data().asNioFloat().get(to, 0, (int) plain.length());
  }

  static float[] read(INDArray from) {
    var values = new float[(int) from.length()];
    read(from, values);
    return values;
  }

  /** Overwrites a whole array. */
  static void write(float[] from, INDArray to) {
    if (Device.isCuda()) {
      to.assign(Nd4j.createFromArray(from).reshape(to.shape()));
    } else {
      to.data().asNioFloat().put(from); // no copy in between
    }
  }

  /** These values as rows on the device. */
  static INDArray rows(float[] values, int rows) {
    return Nd4j.createFromArray(values).reshape('c', rows, values.length / rows);
  }
}
