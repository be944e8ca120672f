package dev.tuner.scheduler.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to use a directory, held by one service at a time; the operating system takes it back
 * when the process ends, however it ends.
 */
final class DirectoryLock implements AutoCloseable {

  // The system locks files for a process, and closing any channel of a file gives up all its locks:
  // a
  // second taker in this JVM must not even open it.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @param directory exists
   * @throws DatabaseStartException if another service uses the directory; names its process
   */
  static DirectoryLock take(Path directory) throws IOException {
    var file = directory.toRealPath().resolve("lock");
    if (!HELD_HERE.add(file)) {
      throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new DirectoryLock(file, lock(directory, file));
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  private static FileChannel lock(Path directory, Path file) throws IOException {
    var channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(directory, Files.readString(file).strip());
      }
      writeOwner(channel);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void writeOwner(FileChannel channel) throws IOException {
    var owner = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0).write(ByteBuffer.wrap(owner));
  }

  private static DatabaseStartException inUse(Path directory, String pid) {
    return new DatabaseStartException(
        "Another Tuner service (pid %s) uses %s".formatted(pid, directory),
        "Stop it, or give this one a directory of its own with tuner.data-dir.",
        null);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD_HERE.remove(file);
  }
}
