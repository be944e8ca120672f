package dev.tuner.scheduler.sql;

import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How the values of a column travel to PostgreSQL.
 *
 * @param type of the array's elements on the way
 * @param parameter the array in a statement, as one of the column's own type
 * @param array makes an array of this length, of the class that the driver encodes fastest
 * @param element makes an element of a value
 */
record Form(
    String type, String parameter, IntFunction<Object[]> array, Function<Object, Object> element) {
  private static final Map<String, Form> BINARY =
      Map.of(
          "int4", binary("int4", Integer[]::new, value -> ((Number) value).intValue()),
          "int8", binary("int8", Long[]::new, value -> ((Number) value).longValue()),
          "float8", binary("float8", Double[]::new, value -> ((Number) value).doubleValue()),
          "bool", binary("bool", Boolean[]::new, value -> value),
          "text", binary("text", String[]::new, Object::toString));

  /**
   * That of a column.
   *
   * @param type PostgreSQL's, such as {@code float8}
   */
  static Form of(String type) {
    var text = new Form("text", "?::text[]::%s[]".formatted(type), String[]::new, Object::toString);
    return BINARY.getOrDefault(type, text);
  }

  private static Form binary(
      String type, IntFunction<Object[]> array, Function<Object, Object> element) {
    return new Form(type, "?::" + type + "[]", array, element);
  }

  Object[] array(int length) {
    return array.apply(length);
  }

  Object element(Object value) {
    return element.apply(value);
  }
}
