package dev.tuner.runner.training.recipe;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Which code this is: the version it was built as, the checksum of its jar, and its libraries. */
final class CodeVersion {

  private static final String TEXT = find();

  private CodeVersion() {}

  static String text() {
    return TEXT;
  }

  private static String find() {
    var built = CodeVersion.class.getPackage().getImplementationVersion();
    try {
      var jar = jar();
      if (built == null || jar.isEmpty()) {
        return "not packaged";
      }
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar.get()));
      return "%s sha256:%s".formatted(built, HexFormat.of().formatHex(digest));
    } catch (IOException | NoSuchAlgorithmException e) {
      return String.valueOf(built);
    }
  }

  /** The jars it runs with: those of the class path, and those that its own jar names. */
  static String libraries() {
    var given = System.getProperty("java.class.path", "");
    try {
      var jar = jar();
      return jar.isEmpty() ? given : given + " " + named(jar.get());
    } catch (IOException e) {
      return given;
    }
  }

  private static String named(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      var named =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return named == null ? "" : named;
    }
  }

  private static Optional<Path> jar() {
    try {
      var source = CodeVersion.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Optional.of(Path.of(source)).filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
