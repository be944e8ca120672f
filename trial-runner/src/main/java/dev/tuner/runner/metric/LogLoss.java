package dev.tuner.runner.metric;

import java.util.Map;

/** {@code loss}: the mean cross-entropy, natural logarithm, and {@code loss_stderr}. */
public final class LogLoss implements Metric {

  private final Mean loss = new Mean();

  @Override
  public void add(float[] outputs, float[] targets) {
    double normaliser = Rows.logSumExp(outputs);
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += targets[i] == 0 ? 0 : targets[i] * (normaliser - outputs[i]);
    }
    loss.add(Rows.isFinite(outputs) ? sum : Double.NaN);
  }

  @Override
  public void addTo(Map<String, Double> values) {
    values.put("loss", loss.value());
    values.put("loss_stderr", loss.standardError());
  }
}
