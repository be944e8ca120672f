package dev.tuner.runner.trainable;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds the trainable that a study's settings name. */
public final class Trainables {

  private Trainables() {}

  /**
   * The trainable that {@code settings} (the study's {@code trainable} section) describe.
   *
   * @throws InvalidTrialException if {@code type} is missing or names no kind known here
   */
  public static Trainable of(Map<String, Object> settings) {
    var types = new TreeMap<String, TrainableType>();
    ServiceLoader.load(TrainableType.class).forEach(type -> types.put(type.name(), type));
    var type = types.get(String.valueOf(settings.get("type")));
    if (type == null) {
      throw new InvalidTrialException(
          "trainable.type",
          "must be one of %s but was %s".formatted(types.keySet(), settings.get("type")));
    }
    return type.create(settings);
  }
}
