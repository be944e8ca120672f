package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A {@code .npy} file of zeros to be filled in place by any number of processes. */
final class NpyPiece {

  private NpyPiece() {}

  /** Opens the file; where it is missing it appears whole, with its header, or not at all. */
  static FileChannel open(Path file, NpyHeader header, int itemBytes) throws IOException {
    long length = header.bytes() + header.shape().get(0) * itemBytes;
    if (!Files.exists(file) || Files.size(file) != length) {
      create(file, header, length);
    }
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static void create(Path file, NpyHeader header, long length) throws IOException {
    var partial = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
    try (var channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      write(channel, ByteBuffer.wrap(header.encoded()), 0);
      if (length > header.bytes()) {
        write(channel, ByteBuffer.allocate(1), length - 1); // the rest is zeros that take no disk
      }
    }
    try {
      Files.createLink(file, partial); // unlike a move, never replaces what another one made
    } catch (FileAlreadyExistsException e) {
      if (Files.size(file) != length) { // left by a crash
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (UnsupportedOperationException e) {
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  static void read(FileChannel channel, ByteBuffer to, long start) throws IOException {
    while (to.hasRemaining() && channel.read(to, start + to.position()) >= 0) {}
  }

  static void write(FileChannel channel, ByteBuffer from, long start) throws IOException {
    while (from.hasRemaining()) {
      channel.write(from, start + from.position());
    }
  }
}
