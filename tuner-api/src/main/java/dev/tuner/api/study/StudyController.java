package dev.tuner.api.study;

import static dev.tuner.api.study.Paging.size;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.judge.StudyControl;
import dev.tuner.scheduler.study.IdempotencyKey;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyCreation;
import dev.tuner.scheduler.view.StudyList;
import dev.tuner.wire.Page;
import dev.tuner.wire.StudyPreview;
import dev.tuner.wire.StudySpec;
import dev.tuner.wire.StudyView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Creates, lists and controls studies. */
@Tag(name = "studies")
@RestController
@RequestMapping("/api/v1")
class StudyController {

  private static final int LONGEST_KEY = 200;
  private static final double MOST_SECONDS = 1e9;

  private final StudyCreation creation;
  private final StudyControl control;
  private final Studies studies;
  private final StudyList list;
  private final StudyJson json;

  StudyController(
      StudyCreation creation,
      StudyControl control,
      Studies studies,
      StudyList list,
      StudyJson json) {
    this.creation = creation;
    this.control = control;
    this.studies = studies;
    this.list = list;
    this.json = json;
  }

  @Operation(
      summary = "Create a study",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = StudySpec.class))))
  @PostMapping("/studies")
  ResponseEntity<StudyView> create(
      @RequestBody Map<String, Object> definition,
      @RequestHeader(name = "Idempotency-Key", required = false) String key) {
    requireShort(key);
    return created(creation.create(definition, IdempotencyKey.of(key, definition)));
  }

  @Operation(
      summary = "Create a study like this one",
      description =
          "With the same seed, and so the same configs. The fields sent take the place of the study's own; null takes"
              + " one out. Without a name the clone is called like the study, with (copy) behind.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = false,
              content = @Content(schema = @Schema(implementation = StudySpec.class))))
  @PostMapping("/studies/{id}:clone")
  ResponseEntity<StudyView> copy(
      @PathVariable UUID id,
      @RequestBody(required = false) Map<String, Object> changes,
      @RequestHeader(name = "Idempotency-Key", required = false) String key) {
    requireShort(key);
    return created(creation.copy(id, changes == null ? Map.of() : changes, key));
  }

  private ResponseEntity<StudyView> created(Study study) {
    return ResponseEntity.created(URI.create("/api/v1/studies/" + study.id())).body(json.of(study));
  }

  private static void requireShort(String key) {
    if (key != null && key.length() > LONGEST_KEY) {
      throw new InvalidInputException(
          "invalid-idempotency-key",
          "",
          "an Idempotency-Key may have %d characters at most".formatted(LONGEST_KEY));
    }
  }

  @Operation(
      summary = "Check a study and show what it would do, without creating it",
      description =
          "The first five configs, how many trials reach each milestone, how many steps they train together, and,"
              + " given seconds_per_step, the GPU and CPU hours for that.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = StudySpec.class))))
  @PostMapping("/studies:validate")
  StudyPreview validate(
      @RequestBody Map<String, Object> definition,
      @RequestParam(name = "seconds_per_step", required = false) Double secondsPerStep) {
    if (secondsPerStep != null && !(secondsPerStep > 0 && secondsPerStep <= MOST_SECONDS)) {
      throw new InvalidInputException(
          "invalid-parameter",
          "/seconds_per_step",
          "seconds_per_step must be greater than 0 and at most 1e9 but is " + secondsPerStep);
    }
    return PreviewJson.of(creation.preview(definition), secondsPerStep);
  }

  @Operation(
      summary = "List the studies, newest first",
      description = "archived: false (default), true, or all of them with any.")
  @GetMapping("/studies")
  Page<StudyView> list(
      @RequestParam(required = false) String name,
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(name = "page_size", defaultValue = "50") int pageSize,
      @RequestParam(name = "page_token", required = false) String pageToken) {
    var page = list.page(name, archived(archived), pageToken, size(pageSize));
    return new Page<>(json.of(page.rows()), page.next());
  }

  private static Boolean archived(String word) {
    return switch (word) {
      case "false" -> false;
      case "true" -> true;
      case "any" -> null;
      default ->
          throw new InvalidInputException(
              "invalid-parameter",
              "/archived",
              "archived must be false, true or any but is " + word);
    };
  }

  @Operation(summary = "Read a study")
  @GetMapping("/studies/{id}")
  StudyView get(@PathVariable UUID id) {
    return json.of(studies.get(id));
  }

  @Operation(summary = "Start no trial from now on; running ones pause at their next report")
  @PostMapping("/studies/{id}:pause")
  StudyView pause(@PathVariable UUID id) {
    return json.of(control.pause(id));
  }

  @Operation(summary = "Let a paused study go on")
  @PostMapping("/studies/{id}:resume")
  StudyView resume(@PathVariable UUID id) {
    return json.of(control.resume(id));
  }

  @Operation(summary = "End a study and cancel its open trials")
  @PostMapping("/studies/{id}:cancel")
  StudyView cancel(@PathVariable UUID id) {
    return json.of(control.cancel(id));
  }
}
