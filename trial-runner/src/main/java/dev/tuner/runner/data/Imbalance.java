package dev.tuner.runner.data;

/** What is done about classes that are much rarer than others. */
public enum Imbalance {
  NONE,
  /** The examples of rarer classes come several times in an epoch. */
  OVERSAMPLE,
  /** New examples of rarer classes are made between those there are. */
  SMOTE,
  /** Every example of an epoch is drawn anew, all classes with the same chance. */
  WEIGHTED_SAMPLER
}
