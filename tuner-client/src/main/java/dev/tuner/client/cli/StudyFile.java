package dev.tuner.client.cli;

import dev.tuner.client.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** A study in a JSON file, in the API's own words. */
final class StudyFile {
  private StudyFile() {}

  /**
   * Reads the file; what is in it is the service's to check.
   *
   * @throws IllegalArgumentException when the file cannot be read, or is no JSON object
   */
  static Map<String, Object> read(Path file) {
    try {
      return WireJson.object(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("There is no file " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
