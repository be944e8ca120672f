package dev.tuner.scheduler.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checkpoint bytes as files. A file appears whole under its name, or not at all. */
@Component
class CheckpointDirectory {

  private static final String UNFINISHED = ".part";

  private final Path root;

  CheckpointDirectory(CheckpointProperties properties) {
    this.root = properties.directory();
  }

  /** What was written: how many bytes, and their checksum in lower-case hex. */
  record Written(long bytes, String sha256) {}

  /**
   * Streams the bytes into a new file that is not visible yet; {@link #publish} makes it so, {@link
   * #delete} removes it.
   */
  Written write(String location, InputStream bytes) throws IOException {
    var unfinished = unfinished(location);
    Files.createDirectories(unfinished.getParent());
    var digest = sha256();
    long count =
        Files.copy(
            new DigestInputStream(bytes, digest), unfinished, StandardCopyOption.REPLACE_EXISTING);
    try (var file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    return new Written(count, HexFormat.of().formatHex(digest.digest()));
  }

  void publish(String location) throws IOException {
    var target = root.resolve(location);
    Files.move(
        unfinished(location),
        target,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (var folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      folder.force(true); // the name must survive a power cut, too
    }
  }

  Path file(String location) {
    return root.resolve(location);
  }

  void delete(String location) {
    try {
      Files.deleteIfExists(root.resolve(location));
      Files.deleteIfExists(unfinished(location));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete checkpoint " + root.resolve(location), e);
    }
  }

  /** Locations of files, finished or not, that were last written before {@code time}. */
  List<String> olderThan(Instant time) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toFile().lastModified() < time.toEpochMilli())
          .map(file -> root.relativize(file).toString())
          .map(name -> name.endsWith(UNFINISHED) ? name.substring(0, name.length() - 5) : name)
          .toList();
    }
  }

  private Path unfinished(String location) {
    return root.resolve(location + UNFINISHED);
  }

  /**
   * A name of its own for each upload, so that a stale worker's upload cannot replace a newer one.
   */
  static String newLocation(UUID trialId, long step) {
    return "%s/%d-%s".formatted(trialId, step, UUID.randomUUID());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
