package dev.tuner.scheduler.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it is stored in the database's jsonb columns. */
public final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, Double>> METRICS =
      new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private Json() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static Map<String, Object> tree(String json) {
    return MAPPER.readValue(json, TREE);
  }

  public static List<Map<String, Object>> objects(String json) {
    return MAPPER.readValue(json, OBJECTS);
  }

  /** Metric values; the texts NaN, Infinity and -Infinity become those numbers. */
  public static Map<String, Double> metrics(String json) {
    return MAPPER.readValue(json, METRICS);
  }
}
