package dev.tuner.runner.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears whole, or not at all, in place of one that may be there. */
public final class WholeFile {

  private WholeFile() {}

  /** Writes the content to the path it is given. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path partial) throws IOException;
  }

  /** Lets {@code content} write beside {@code target}, and then replaces it. */
  public static void write(Path target, Content content) throws IOException {
    var partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      content.writeTo(partial);
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
