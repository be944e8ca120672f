package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.Precision;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The casts around matrix products and convolutions that make mixed precision; gradients pass
 * through the same casts backwards.
 *
 * <p>Real: the product itself is computed in 16 bits. Emulated: operands are rounded through the
 * 16-bit type and multiplied in fp32, which is what a tensor core does (16 bits in, fp32 sums); it
 * has the numerics of mixed precision, not its speed.
 *
 * @param type the operands' type
 * @param emulated whether products are computed in fp32
 */
record Autocast(DataType type, boolean emulated) {

  /** No casts. */
  static Autocast none() {
    return new Autocast(DataType.FLOAT, true);
  }

  /**
   * The casts for {@code precision}. ND4J's own 16-bit products sum in 16 bits and are 25 to 60
   * times slower than fp32 on CPUs, and it has no bfloat16 products for CUDA: those are emulated.
   */
  static Autocast of(Precision precision, boolean cuda) {
    return switch (precision) {
      case FP32 -> none();
      case AMP_FP16 -> new Autocast(DataType.FLOAT16, !cuda);
      case AMP_BF16 -> new Autocast(DataType.BFLOAT16, true);
    };
  }

  SDVariable operand(SDVariable value) {
    if (type == DataType.FLOAT) {
      return value;
    }
    var low = value.castTo(type);
    return emulated ? low.castTo(DataType.FLOAT) : low;
  }

  SDVariable result(SDVariable product) {
    return emulated ? product : product.castTo(DataType.FLOAT);
  }
}
