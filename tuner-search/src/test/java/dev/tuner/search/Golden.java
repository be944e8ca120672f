package dev.tuner.search;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Vectors made by running the originals; see the note in each file. */
public final class Golden {
  private Golden() {}

  public static JsonNode read(String name) {
    try (InputStream file = Golden.class.getResourceAsStream("/golden/" + name)) {
      return new JsonMapper().readTree(Objects.requireNonNull(file, name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
