package dev.tuner.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir Path folder;

  @Test
  void keepsTheLastHundredLines() throws IOException {
    var tail = LogTail.of(log(lines(1, 150)));
    assertThat(tail.lines()).hasSize(100).startsWith("line 51").endsWith("line 150");
  }

  @Test
  void keepsAllOfAShortLog() throws IOException {
    assertThat(LogTail.of(log("one\ntwo\n"))).isEqualTo("one\ntwo");
  }

  @Test
  void startsWithAWholeLineWhenLinesAreLong() throws IOException {
    var tail = LogTail.of(log(("ü".repeat(5_000) + "\n").repeat(9)));
    assertThat(tail.lines()).hasSize(3).allMatch(line -> line.equals("ü".repeat(5_000)));
  }

  @Test
  void leavesOutTheNullCharactersThatNoDatabaseTextMayHold() throws IOException {
    assertThat(LogTail.of(log("a\0b"))).isEqualTo("ab");
  }

  @Test
  void isEmptyWithoutALog() throws IOException {
    assertThat(LogTail.of(folder.resolve("none"))).isEmpty();
  }

  private Path log(String text) throws IOException {
    return Files.writeString(folder.resolve("trial.log"), text);
  }

  private static String lines(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> "line " + i)
        .collect(Collectors.joining("\n"));
  }
}
