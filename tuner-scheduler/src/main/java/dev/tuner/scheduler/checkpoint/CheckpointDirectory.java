package dev.tuner.scheduler.checkpoint;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checkpoint bytes as files in a folder that all instances of the service share. */
final class CheckpointDirectory implements CheckpointStorage {

  private static final String UNFINISHED = ".part";
  private static final int AT_ONCE = 500;

  private final Path root;

  /**
   * Opens the folder, and creates it if it is not there.
   *
   * @throws CheckpointStorageException if nothing can be written there
   */
  CheckpointDirectory(Path root) {
    this.root = root;
    try {
      Files.createDirectories(root);
      Files.delete(Files.createTempFile(root, "writable", UNFINISHED));
    } catch (IOException e) {
      throw new CheckpointStorageException(
          "Checkpoints cannot be kept in the folder %s: %s".formatted(root, e),
          "Let tuner.checkpoints.directory name a folder that the service may write to, or tuner.checkpoints.s3.bucket a bucket",
          e);
    }
  }

  @Override
  public void write(String location, InputStream bytes) throws IOException {
    var target = root.resolve(location);
    var unfinished = root.resolve(location + UNFINISHED);
    try {
      try (var file = create(unfinished)) {
        bytes.transferTo(Channels.newOutputStream(file));
        file.force(true);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    // the names must survive a power cut, too
    force(target.getParent());
    force(root);
  }

  @Override
  public InputStream open(String location) throws IOException {
    return Files.newInputStream(root.resolve(location));
  }

  @Override
  public void delete(String location) throws IOException {
    var file = root.resolve(location);
    if (Files.deleteIfExists(file) && !file.getParent().equals(root)) {
      deleteIfEmpty(file.getParent());
    }
  }

  @Override
  public void removeUnfinished(Instant before) throws IOException {
    each(before, true, files -> discard(files));
  }

  @Override
  public void eachStored(Instant before, Consumer<List<String>> action) throws IOException {
    each(before, false, action);
  }

  private void each(Instant before, boolean unfinished, Consumer<List<String>> action)
      throws IOException {
    var some = new ArrayList<String>();
    try (var files = Files.walk(root)) {
      for (var file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(UNFINISHED) == unfinished && isOlder(file, before)) {
          some.add(root.relativize(file).toString());
        }
        if (some.size() == AT_ONCE) {
          action.accept(List.copyOf(some));
          some.clear();
        }
      }
    }
    action.accept(some);
  }

  private static boolean isOlder(Path file, Instant time) {
    // a file that another instance has just deleted has the time 0, and is no regular file
    return file.toFile().isFile() && file.toFile().lastModified() < time.toEpochMilli();
  }

  private static FileChannel create(Path file) throws IOException {
    for (int tries = 1; ; tries++) {
      Files.createDirectories(file.getParent());
      try {
        return FileChannel.open(file, CREATE_NEW, WRITE);
      } catch (NoSuchFileException e) {
        if (tries == 10) { // each time somebody deleted the folder because it was empty
          throw e;
        }
      }
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      return; // the trial has other checkpoints
    }
  }

  private static void force(Path folder) throws IOException {
    try (var opened = FileChannel.open(folder, READ)) {
      opened.force(true);
    }
  }
}
