package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.Precision;
import dev.tuner.runner.training.update.LossScaler;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fields that say in which arithmetic gradients are computed. */
final class PrecisionFields {

  static final Set<String> NAMES = Set.of("precision", "loss_scale", "loss_scale_growth_interval");

  private static final double LARGEST_SCALE = 0x1p30;

  private PrecisionFields() {}

  static Precision precision(Fields fields) {
    var words = Arrays.stream(Precision.values()).map(Precision::word).collect(Collectors.toSet());
    var word = fields.choice("precision", "fp32", new TreeSet<>(words));
    return Arrays.stream(Precision.values())
        .filter(precision -> precision.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  /** The loss scaling that the precision needs: none where the range is that of fp32. */
  static LossScaler scaler(Fields fields, Precision precision) {
    double scale = fields.number("loss_scale", LossScaler.INITIAL_SCALE, 1, LARGEST_SCALE);
    if (Double.doubleToLongBits(scale) << 12 != 0) { // some bit of the mantissa
      throw fields.invalid("loss_scale", "must be a power of two");
    }
    int interval =
        fields.whole(
            "loss_scale_growth_interval", LossScaler.GROWTH_INTERVAL, 1, Integer.MAX_VALUE);
    return precision.scaled() ? LossScaler.dynamic(scale, interval) : LossScaler.none();
  }
}
