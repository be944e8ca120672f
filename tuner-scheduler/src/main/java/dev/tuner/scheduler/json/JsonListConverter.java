package dev.tuner.scheduler.json;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;

/** A list of JSON objects in a jsonb column. */
@Converter
public class JsonListConverter implements AttributeConverter<List<Map<String, Object>>, String> {
  @Override
  public String convertToDatabaseColumn(List<Map<String, Object>> value) {
    return Json.write(value);
  }

  @Override
  public List<Map<String, Object>> convertToEntityAttribute(String json) {
    return Json.objects(json);
  }
}
