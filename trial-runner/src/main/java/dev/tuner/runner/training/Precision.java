package dev.tuner.runner.training;

/**
 * In which arithmetic gradients are computed. Parameters and evaluation are fp32 in all of them.
 */
public enum Precision {
  /** Everything in 32 bits. */
  FP32("fp32"),
  /** Matrix products and convolutions on 16-bit floats; narrow range, so the loss is scaled. */
  AMP_FP16("amp_fp16"),
  /** Matrix products and convolutions on bfloat16; range of fp32, so no loss scale is needed. */
  AMP_BF16("amp_bf16");

  private final String word;

  Precision(String word) {
    this.word = word;
  }

  /** The name in configs. */
  public String word() {
    return word;
  }

  /** The loss scaling that this precision needs. */
  public LossScaler lossScaler() {
    return this == AMP_FP16 ? LossScaler.dynamic() : LossScaler.none();
  }
}
