package dev.tuner.client.cli;

import dev.tuner.client.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Trials in a file, in the API's own words: one, a list, or one a line. */
final class TrialsFile {
  private TrialsFile() {}

  /**
   * Reads the file; what is in it is the service's to check.
   *
   * @throws IllegalArgumentException when the file cannot be read, or is no JSON
   */
  static Map<String, Object> read(Path file) {
    try {
      var text = Files.readString(file).strip();
      if (file.toString().endsWith(".jsonl")) {
        return list(
            "[" + String.join(",", text.lines().filter(line -> !line.isBlank()).toList()) + "]");
      }
      return text.startsWith("[") ? list(text) : WireJson.object(text);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("There is no file " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> list(String json) {
    return WireJson.object("{\"trials\": " + json + "}");
  }
}
