package dev.tuner.api.study;

import dev.tuner.scheduler.life.StudyArchive;
import dev.tuner.scheduler.life.StudyChange;
import dev.tuner.scheduler.life.StudyRemoval;
import dev.tuner.scheduler.life.StudyRetry;
import dev.tuner.wire.StudySpec;
import dev.tuner.wire.StudyView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changes, extends, puts away and deletes studies. */
@Tag(name = "studies")
@RestController
@RequestMapping("/api/v1/studies")
class StudyLifeController {

  private final StudyChange changes;
  private final StudyRetry retry;
  private final StudyArchive archive;
  private final StudyRemoval removal;
  private final StudyJson json;

  StudyLifeController(
      StudyChange changes,
      StudyRetry retry,
      StudyArchive archive,
      StudyRemoval removal,
      StudyJson json) {
    this.changes = changes;
    this.retry = retry;
    this.archive = archive;
    this.removal = removal;
    this.json = json;
  }

  @Operation(
      summary = "Change a study, or extend one that has ended",
      description =
          "Each field takes the place of the study's own; null takes one out. Running trials keep their config. More"
              + " num_samples or more time_budget lets an ended study go on. metric, mode, trainable and seed cannot"
              + " change: clone the study instead. The same changes again change nothing.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = StudySpec.class))))
  @PatchMapping("/{id}")
  StudyView change(@PathVariable UUID id, @RequestBody Map<String, Object> fields) {
    return json.of(changes.change(id, fields));
  }

  @Operation(
      summary = "Try the failed trials again",
      description =
          "Each goes on from its newest checkpoint, with its config and all its retries. The others stay as they are; a"
              + " study that has ended goes on.")
  @PostMapping("/{id}:retry")
  StudyView retry(@PathVariable UUID id) {
    return json.of(retry.retryFailed(id));
  }

  @Operation(summary = "Put an ended study away: it is not listed and cannot be changed")
  @PostMapping("/{id}:archive")
  StudyView archive(@PathVariable UUID id) {
    return json.of(archive.archive(id));
  }

  @Operation(summary = "Take a study out of the archive")
  @PostMapping("/{id}:unarchive")
  StudyView unarchive(@PathVariable UUID id) {
    return json.of(archive.unarchive(id));
  }

  @Operation(
      summary = "Delete a study with its trials and checkpoints",
      description = "One that has not ended is refused, or cancelled first with force=true.")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean force) {
    removal.delete(id, force);
  }
}
