package dev.tuner.api.trial;

import dev.tuner.scheduler.checkpoint.Checkpoint;
import dev.tuner.scheduler.checkpoint.CheckpointStore;
import dev.tuner.scheduler.view.CheckpointList.CheckpointRow;
import dev.tuner.wire.CheckpointView;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Checkpoints as the API shows and sends them. */
final class CheckpointJson {

  static final String CHECKSUM = "X-Checkpoint-Sha256";

  private CheckpointJson() {}

  static CheckpointView of(CheckpointRow row) {
    var stored = row.checkpoint();
    return new CheckpointView(
        stored.trialId().toString(),
        row.number(),
        stored.step(),
        stored.bytes(),
        stored.sha256(),
        row.value(),
        row.metrics(),
        stored.createdAt());
  }

  /** One that was stored just now: its step is not reported yet. */
  static CheckpointView of(Checkpoint stored) {
    return new CheckpointView(
        stored.trialId().toString(),
        null,
        stored.step(),
        stored.bytes(),
        stored.sha256(),
        null,
        Map.of(),
        stored.createdAt());
  }

  /** Its bytes, with what tells whether they arrived whole. */
  static ResponseEntity<Resource> bytes(Checkpoint checkpoint, CheckpointStore store) {
    var digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(checkpoint.sha256()));
    return ResponseEntity.ok()
        .header(CHECKSUM, checkpoint.sha256())
        .header("Repr-Digest", "sha-256=:%s:".formatted(digest)) // RFC 9530
        .header(
            "Content-Disposition",
            "attachment; filename=\"trial-%s-step-%d.checkpoint\""
                .formatted(checkpoint.trialId(), checkpoint.step()))
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(checkpoint.bytes())
        .body(new InputStreamResource(store.open(checkpoint)));
  }
}
