package dev.tuner.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tuner.wire.Page;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of the API: snake_case, nulls left out, instants in ISO-8601, NaN and the infinities as
 * strings, properties that this version does not know ignored.
 */
public final class WireJson {
  private static final JsonMapper MAPPER =
      // A key that is given twice is a slip of the pen that nobody should have to find by its
      // effect.
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              nothing -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private WireJson() {}

  /** A value as one line of JSON. */
  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** A value as indented JSON. */
  public static String prettyText(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  /**
   * Reads a JSON object.
   *
   * @throws IllegalArgumentException when the text is no JSON object; the message names line and
   *     column
   */
  public static Map<String, Object> object(String json) {
    try {
      return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws JacksonException when the text is no such record
   */
  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static <T> Page<T> page(String json, Class<T> item) {
    var type = MAPPER.getTypeFactory().constructParametricType(Page.class, item);
    return MAPPER.readValue(json, type);
  }

  private static IllegalArgumentException unreadable(JacksonException e) {
    var at = e.getLocation();
    var where =
        at == null || at.getLineNr() < 1
            ? ""
            : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    return new IllegalArgumentException(where + e.getOriginalMessage(), e);
  }
}
