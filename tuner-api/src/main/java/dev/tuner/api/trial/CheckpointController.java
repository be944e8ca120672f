package dev.tuner.api.trial;

import dev.tuner.scheduler.checkpoint.Checkpoint;
import dev.tuner.scheduler.checkpoint.CheckpointStore;
import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.wire.CheckpointView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Checkpoint bytes, streamed and checksummed. */
@Tag(name = "running trials")
@RestController
@RequestMapping("/api/v1/trials/{id}/checkpoints/{step}")
class CheckpointController {

  private static final String CHECKSUM = "X-Checkpoint-Sha256";

  private final CheckpointStore store;

  CheckpointController(CheckpointStore store) {
    this.store = store;
  }

  @Operation(summary = "Store the checkpoint of a step; it exists only when this succeeds")
  @PutMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<CheckpointView> put(
      @PathVariable UUID id,
      @PathVariable long step,
      @RequestParam long lease,
      @RequestHeader(CHECKSUM) String sha256,
      HttpServletRequest request)
      throws IOException {
    var stored = store.put(new LeaseRef(id, lease), step, sha256, request.getInputStream());
    return ResponseEntity.status(HttpStatus.CREATED).body(view(stored));
  }

  @Operation(summary = "Read the checkpoint of a step")
  @GetMapping(produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<Resource> get(@PathVariable UUID id, @PathVariable long step) {
    var checkpoint = store.get(id, step);
    return ResponseEntity.ok()
        .header(CHECKSUM, checkpoint.sha256())
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(new FileSystemResource(store.file(checkpoint)));
  }

  private static CheckpointView view(Checkpoint checkpoint) {
    return new CheckpointView(
        checkpoint.step(), checkpoint.bytes(), checkpoint.sha256(), checkpoint.createdAt());
  }
}
