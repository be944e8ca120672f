package dev.tuner.benchmarks.quality;

/** Batch normalisation with fixed statistics: a factor and a summand for each coordinate. */
final class Scaling {
  private final float[] scale;
  private final float[] shift;

  Scaling(float[] scale, float[] shift) {
    this.scale = scale;
    this.shift = shift;
  }

  float[] apply(float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * scale[i] + shift[i];
    }
    return y;
  }
}
