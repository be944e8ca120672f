package dev.tuner.scheduler.sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How the values of a column travel to PostgreSQL.
 *
 * @param type of the array's elements on the way
 * @param parameter the array in a statement
 * @param value SQL that makes the column's value of an element, called {@code %s}
 * @param array makes an array of this length, of the class that the driver encodes fastest
 * @param element makes an element of a value
 */
record Form(
    String type,
    String parameter,
    String value,
    IntFunction<Object[]> array,
    Function<Object, Object> element) {
  private static final String AS_IT_IS = "%s";
  private static final Map<String, Form> BINARY =
      Map.of(
          "int4", binary("int4", Integer[]::new, value -> ((Number) value).intValue()),
          "int8", binary("int8", Long[]::new, value -> ((Number) value).longValue()),
          "float8", binary("float8", Double[]::new, value -> ((Number) value).doubleValue()),
          "bool", binary("bool", Boolean[]::new, value -> value),
          "text", binary("text", String[]::new, Object::toString),
          "timestamptz",
              new Form(
                  "int8",
                  "?::int8[]",
                  "timestamptz 'epoch' + %s * interval '1 microsecond'",
                  Long[]::new,
                  value -> ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value)));

  /**
   * That of a column.
   *
   * @param type PostgreSQL's, such as {@code float8}
   */
  static Form of(String type) {
    var parameter = "?::text[]::%s[]".formatted(type);
    var text = new Form("text", parameter, AS_IT_IS, String[]::new, Object::toString);
    return BINARY.getOrDefault(type, text);
  }

  private static Form binary(
      String type, IntFunction<Object[]> array, Function<Object, Object> element) {
    return new Form(type, "?::" + type + "[]", AS_IT_IS, array, element);
  }

  Object[] array(int length) {
    return array.apply(length);
  }

  Object element(Object value) {
    return element.apply(value);
  }
}
