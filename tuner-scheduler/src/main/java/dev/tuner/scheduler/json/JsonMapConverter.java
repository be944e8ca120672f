package dev.tuner.scheduler.json;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;

/** A JSON object in a jsonb column. */
@Converter
public class JsonMapConverter implements AttributeConverter<Map<String, Object>, String> {
  @Override
  public String convertToDatabaseColumn(Map<String, Object> value) {
    return Json.write(value);
  }

  @Override
  public Map<String, Object> convertToEntityAttribute(String json) {
    return Json.tree(json);
  }
}
