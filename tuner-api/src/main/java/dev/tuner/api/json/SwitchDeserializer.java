package dev.tuner.api.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * A {@code boolean} of a request: a switch that is not named is off, unlike a number, which must be
 * there.
 */
final class SwitchDeserializer extends StdDeserializer<Boolean> {

  SwitchDeserializer() {
    super(boolean.class);
  }

  @Override
  public Boolean deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.hasToken(JsonToken.VALUE_TRUE) || parser.hasToken(JsonToken.VALUE_FALSE)) {
      return parser.getBooleanValue();
    }
    return (Boolean) context.handleUnexpectedToken(boolean.class, parser);
  }

  @Override
  public Object getAbsentValue(DeserializationContext context) {
    return false;
  }

  @Override
  public Object getNullValue(DeserializationContext context) {
    return false;
  }
}
