package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What one run of a trial sent, and what of it was acknowledged. Each line reaches the operating
 * system before anything else happens, so a killed process has told everything.
 */
final class Journal implements AutoCloseable {

  private static final String SENT = "sent";
  private static final String ACKNOWLEDGED = "acknowledged";

  private final long trialSeed;
  private final String run = UUID.randomUUID().toString();
  private final FileChannel file;

  /**
   * One line.
   *
   * @param trialSeed tells the trial
   * @param run one process of the trial
   * @param mark tells the report
   */
  record Entry(boolean acknowledged, long trialSeed, String run, long step, long mark) {}

  private Journal(long trialSeed, FileChannel file) {
    this.trialSeed = trialSeed;
    this.file = file;
  }

  /** A new journal of a run in {@code folder}, which is created when absent. */
  static Journal open(Path folder, long trialSeed) throws IOException {
    Files.createDirectories(folder);
    var file = folder.resolve(UUID.randomUUID() + ".journal");
    return new Journal(
        trialSeed, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  void sent(long step, long mark) throws IOException {
    write(SENT, step, mark);
  }

  void acknowledged(long step, long mark) throws IOException {
    write(ACKNOWLEDGED, step, mark);
  }

  private void write(String what, long step, long mark) throws IOException {
    var line = "%s %d %s %d %d%n".formatted(what, trialSeed, run, step, mark);
    file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** All that the runs in {@code folder} have written. */
  static List<Entry> read(Path folder) throws IOException {
    var entries = new ArrayList<Entry>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (var file : files.toList()) {
          Files.readAllLines(file).stream().map(Journal::entry).forEach(entries::add);
        }
      }
    }
    return entries;
  }

  private static Entry entry(String line) {
    var words = line.split(" ", -1);
    return new Entry(
        words[0].equals(ACKNOWLEDGED),
        Long.parseLong(words[1]),
        words[2],
        Long.parseLong(words[3]),
        Long.parseLong(words[4]));
  }
}
