package dev.tuner.scheduler.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that this service carries, unpacked into a directory. */
final class PostgresPrograms {

  private final Path home;
  private final List<String> prefix;

  private PostgresPrograms(Path home, List<String> prefix) {
    this.home = home;
    this.prefix = prefix;
  }

  /**
   * Unpacks the programs for this machine, unless an earlier start did: the directory's name tells
   * the content.
   *
   * @throws DatabaseStartException if none are packed for this machine
   */
  static PostgresPrograms unpackInto(Path directory) throws IOException {
    var archive = new ClassPathResource("postgres-%s.txz".formatted(platform()));
    if (!archive.exists()) {
      throw new DatabaseStartException(
          "No PostgreSQL is packed for this machine (%s)".formatted(platform()),
          "Install PostgreSQL 14 or newer and point spring.datasource.url to it.",
          null);
    }
    var home = directory.resolve("postgresql-" + identity(archive));
    if (!Files.exists(home)) {
      var partial = Files.createTempDirectory(directory, "unpacking-");
      try (var content = archive.getInputStream()) {
        unpack(content, partial);
      }
      publish(partial, home);
    }
    return new PostgresPrograms(home, runsAsRoot() ? List.of("unshare", "-U") : List.of());
  }

  /** Tells this archive from those of other versions, without reading it where that can be. */
  private static String identity(ClassPathResource archive) throws IOException {
    if (archive.getURL().openConnection() instanceof JarURLConnection jar) {
      var entry = jar.getJarEntry();
      return "%x-%08x".formatted(entry.getSize(), entry.getCrc());
    }
    try (var content = archive.getInputStream()) {
      return DigestUtils.md5DigestAsHex(content);
    }
  }

  /** Another process may have unpacked the same at the same time: then its copy stays. */
  private static void publish(Path partial, Path home) throws IOException {
    try {
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      FileSystemUtils.deleteRecursively(partial);
      if (!Files.exists(home)) {
        throw e;
      }
    }
  }

  /**
   * @param program name without a directory, such as {@code initdb}
   */
  List<String> command(String program, List<String> arguments) {
    var command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static String platform() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var machine = System.getProperty("os.arch");
    return system
        + "-"
        + switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm_64";
          default -> machine;
        };
  }

  /**
   * PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is.
   */
  private static boolean runsAsRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS)
        .equals(0);
  }

  private static void unpack(InputStream content, Path into) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(content))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
          throw new IOException(
              "The packed PostgreSQL has a file outside its directory: " + entry.getName());
        }
        unpack(entry, tar, path);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    var executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
  }
}
