package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.Precision;
import dev.tuner.runner.training.UnsupportedDeviceException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The roundings that make low precision. Values between layers are fp32 arrays, whose numbers are
 * those of the 16-bit type where the precision says so.
 *
 * <p>Real: a product itself is computed in 16 bits. Emulated: its operands are rounded through the
 * 16-bit type and multiplied in fp32, which is what a tensor core does (16 bits in, fp32 sums, 16
 * bits out); it has the numerics of low precision, not its speed.
 *
 * @param type the 16-bit type; FLOAT for no rounding at all
 * @param emulated whether products are computed in fp32
 * @param everywhere whether every layer's result is rounded, not products alone
 */
record Arithmetic(DataType type, boolean emulated, boolean everywhere) {

  static final Arithmetic FP32 = new Arithmetic(DataType.FLOAT, true, false);

  /**
   * The arithmetic of {@code precision}. On CPUs ND4J's own 16-bit products sum in 16 bits and are
   * 25 to 60 times slower than fp32, so they are emulated; on CUDA they are real.
   *
   * @throws UnsupportedDeviceException for bfloat16 on CUDA, for which ND4J has no products
   */
  static Arithmetic of(Precision precision, boolean cuda) {
    if (precision == Precision.FP32) {
      return FP32;
    }
    if (precision.scaled()) {
      return new Arithmetic(DataType.FLOAT16, !cuda, precision.everywhere());
    }
    if (cuda) {
      throw new UnsupportedDeviceException(
          "precision %s: DL4J has no bfloat16 products for CUDA; use amp_fp16, fp16 or fp32"
              .formatted(precision.word()));
    }
    return new Arithmetic(DataType.BFLOAT16, true, precision.everywhere());
  }

  /** A product's operand, in the type in which it is multiplied. */
  INDArray operand(INDArray value) {
    return emulated ? rounded(value) : value.castTo(type);
  }

  /** A product's result, as fp32. */
  INDArray result(INDArray product) {
    return emulated ? rounded(product) : product.castTo(DataType.FLOAT);
  }

  /** The type to compute products in. */
  DataType productType() {
    return emulated ? DataType.FLOAT : type;
  }

  /** What leaves a layer that is no product. */
  INDArray passedOn(INDArray value) {
    return everywhere ? rounded(value) : value;
  }

  private INDArray rounded(INDArray value) {
    return type == DataType.FLOAT ? value : value.castTo(type).castTo(DataType.FLOAT);
  }
}
