package dev.tuner.runner.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log file that may be large. */
public final class LogTail {

  private static final int LINES = 100;
  private static final int BYTES = 32_768;

  private LogTail() {}

  /** The last lines, at most 100 of them and 32 KiB; empty text when there is no such file. */
  public static String of(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var start = Math.max(0, file.length() - BYTES);
      var bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      var lines = new String(bytes, StandardCharsets.UTF_8).replace("\0", "").lines().toList();
      // When the file is longer, the first line read is the rest of a line, maybe of a character.
      var cut = start > 0 && lines.size() > 1 ? 1 : 0;
      return String.join("\n", lines.subList(Math.max(cut, lines.size() - LINES), lines.size()));
    }
  }
}
