package dev.tuner.scheduler.json;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;

/** Metric name to value in a jsonb column. */
@Converter
public class MetricsConverter implements AttributeConverter<Map<String, Double>, String> {
  @Override
  public String convertToDatabaseColumn(Map<String, Double> value) {
    return Json.write(value);
  }

  @Override
  public Map<String, Double> convertToEntityAttribute(String json) {
    return Json.metrics(json);
  }
}
