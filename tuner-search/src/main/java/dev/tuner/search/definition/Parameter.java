package dev.tuner.search.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A field that a definition may have. It is declared by being read: whoever reads a field through
 * {@link Fields} says which values it may have and what it is when left out.
 *
 * @param byDefault the value of a field that is left out; empty where there is none, or where it
 *     follows from other things
 * @param required whether it must be given
 */
public record Parameter(String name, Values values, Optional<Object> byDefault, boolean required) {

  /** What a reader reads of an object without fields, in its order. */
  public static List<Parameter> of(Function<Fields, ?> reader) {
    Fields nothing = Fields.of(Map.of(), "", new Problems());
    Objects.requireNonNull(reader.apply(nothing));
    return nothing.parameters();
  }

  Parameter orElse(Object value) {
    return new Parameter(name, values, Optional.of(value), false);
  }

  Parameter needed() {
    return new Parameter(name, values, Optional.empty(), true);
  }
}
