package dev.tuner.runner.trainable;

import java.util.Map;

/**
 * One kind of trainable, named by {@code type} in a study's {@code trainable} section. Found by
 * {@link java.util.ServiceLoader}, so that this package needs to know none of them.
 */
public interface TrainableType {

  /** The value of {@code type} that chooses this kind. */
  String name();

  /**
   * The trainable these settings describe. Cheap: starts no engine and reads no data.
   *
   * @throws InvalidTrialException if the settings name nothing that exists
   */
  Trainable create(Map<String, Object> settings);
}
