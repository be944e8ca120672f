package dev.tuner.runner.metric;

import java.util.Map;

/**
 * {@code mae}, {@code mse} (also as {@code loss}, with {@code loss_stderr}), {@code rmse} and
 * {@code r2}, all over every output of every example and in the units of the targets. R² compares
 * with the best constant; it is NaN if all targets are alike.
 */
public final class RegressionErrors implements Metric {

  private final Mean absolute = new Mean();
  private final Mean square = new Mean();
  private final Mean target = new Mean();

  @Override
  public void add(float[] outputs, float[] targets) {
    for (int i = 0; i < outputs.length; i++) {
      double error = (double) outputs[i] - targets[i];
      double finite = Double.isFinite(error) ? error : Double.NaN;
      absolute.add(Math.abs(finite));
      square.add(finite * finite);
      target.add(targets[i]);
    }
  }

  @Override
  public void addTo(Map<String, Double> values) {
    double unexplained = square.value() * square.count();
    double variation = target.squaredDistances();
    values.put("mae", absolute.value());
    values.put("mse", square.value());
    values.put("rmse", Math.sqrt(square.value()));
    values.put("r2", variation > 0 ? 1 - unexplained / variation : Double.NaN);
    values.put("loss", square.value());
    values.put("loss_stderr", square.standardError());
  }
}
