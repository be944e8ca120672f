package dev.tuner.runner.training.recipe;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which code this is: the version it was built as, and the checksum of its jar. */
final class CodeVersion {

  private static final String TEXT = find();

  private CodeVersion() {}

  static String text() {
    return TEXT;
  }

  private static String find() {
    var built = CodeVersion.class.getPackage().getImplementationVersion();
    try {
      var source = CodeVersion.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      var jar = Path.of(source);
      if (built == null || !Files.isRegularFile(jar)) {
        return "not packaged";
      }
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      return "%s sha256:%s".formatted(built, HexFormat.of().formatHex(digest));
    } catch (URISyntaxException | IOException | NoSuchAlgorithmException e) {
      return String.valueOf(built);
    }
  }
}
