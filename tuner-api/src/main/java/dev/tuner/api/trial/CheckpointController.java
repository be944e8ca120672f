package dev.tuner.api.trial;

import dev.tuner.scheduler.checkpoint.CheckpointStore;
import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.view.CheckpointList;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
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

/** The checkpoints of a trial; their bytes are streamed and checksummed. */
@Tag(name = "checkpoints")
@RestController
@RequestMapping("/api/v1/trials/{id}/checkpoints")
class CheckpointController {

  private static final int PAGE = 1000;

  private final CheckpointStore store;
  private final CheckpointList list;
  private final TrialJson trials;

  CheckpointController(CheckpointStore store, CheckpointList list, TrialJson trials) {
    this.store = store;
    this.list = list;
    this.trials = trials;
  }

  @Operation(
      summary = "The trial's checkpoints that are kept, by step; page_token is the last step read")
  @GetMapping
  Page<CheckpointView> all(
      @PathVariable UUID id, @RequestParam(name = "page_token", defaultValue = "0") long after) {
    trials.of(id);
    var rows = list.ofTrial(id, after, PAGE).stream().map(CheckpointJson::of).toList();
    return new Page<>(rows, rows.size() < PAGE ? null : String.valueOf(rows.get(PAGE - 1).step()));
  }

  @Operation(summary = "Store the checkpoint of a step; it exists only when this succeeds")
  @PutMapping(path = "/{step}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<CheckpointView> put(
      @PathVariable UUID id,
      @PathVariable long step,
      @RequestParam long lease,
      @RequestHeader(CheckpointJson.CHECKSUM) String sha256,
      HttpServletRequest request)
      throws IOException {
    var stored = store.put(new LeaseRef(id, lease), step, sha256, request.getInputStream());
    return ResponseEntity.status(HttpStatus.CREATED).body(CheckpointJson.of(stored));
  }

  @Operation(summary = "Read the bytes of the checkpoint of a step")
  @GetMapping(path = "/{step}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<Resource> get(@PathVariable UUID id, @PathVariable long step) {
    return CheckpointJson.bytes(store.get(id, step), store);
  }
}
