package dev.tuner.client;

import dev.tuner.wire.CheckpointView;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Moves the bytes of checkpoints between files and the service, with checksums. */
final class Checkpoints {
  private static final String CHECKSUM = "X-Checkpoint-Sha256";

  private final Api api;

  Checkpoints(Api api) {
    this.api = api;
  }

  CheckpointView upload(String trialId, long lease, long step, Path file) throws IOException {
    var call =
        Call.put(path(trialId, step) + "?lease=" + lease, BodyPublishers.ofFile(file))
            .header(CHECKSUM, sha256(file));
    return api.send(call, CheckpointView.class);
  }

  void download(String trialId, long step, String expectedSha256, Path target) throws IOException {
    var part =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      api.send(Call.get(path(trialId, step)).into(part));
      var found = sha256(part);
      if (!found.equals(expectedSha256)) {
        throw new CorruptCheckpointException(
            "The checkpoint of trial %s at step %d has checksum %s instead of %s"
                .formatted(trialId, step, found, expectedSha256));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String path(String trialId, long step) {
    return "/trials/" + Call.encoded(trialId) + "/checkpoints/" + step;
  }

  private static String sha256(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      try (var bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
        bytes.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
