package dev.tuner.runner.training;

/**
 * In which arithmetic gradients are computed. Master parameters, loss, update and evaluation are
 * fp32 in all of them.
 */
public enum Precision {
  /** Everything in 32 bits. */
  FP32("fp32", 32, false, false),
  /** Matrix products and convolutions on 16-bit floats; narrow range, so the loss is scaled. */
  AMP_FP16("amp_fp16", 16, false, true),
  /** Matrix products and convolutions on bfloat16; range of fp32, so no loss scale is needed. */
  AMP_BF16("amp_bf16", 16, false, false),
  /** Every layer on 16-bit floats, normalisation among them; the loss is scaled. */
  FP16("fp16", 16, true, true),
  /** Every layer on bfloat16. */
  BF16("bf16", 16, true, false);

  private final String word;
  private final int bits;
  private final boolean everywhere;
  private final boolean scaled;

  Precision(String word, int bits, boolean everywhere, boolean scaled) {
    this.word = word;
    this.bits = bits;
    this.everywhere = everywhere;
    this.scaled = scaled;
  }

  /** The name in configs. */
  public String word() {
    return word;
  }

  /** The bits of a matrix product's operand. */
  public int bits() {
    return bits;
  }

  /** Whether all layers compute in low precision, not products alone. */
  public boolean everywhere() {
    return everywhere;
  }

  /** Whether its range is so narrow that the loss must be scaled. */
  public boolean scaled() {
    return scaled;
  }
}
