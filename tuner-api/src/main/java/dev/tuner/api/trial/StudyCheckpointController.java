package dev.tuner.api.trial;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.checkpoint.CheckpointStore;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.view.CheckpointList;
import dev.tuner.scheduler.view.CheckpointList.CheckpointRow;
import dev.tuner.scheduler.view.CheckpointList.Order;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The checkpoints of all trials of a study, to pick one after the fact. */
@Tag(name = "checkpoints")
@RestController
@RequestMapping("/api/v1/studies/{id}/checkpoints")
class StudyCheckpointController {

  private final Studies studies;
  private final CheckpointList list;
  private final CheckpointStore store;

  StudyCheckpointController(Studies studies, CheckpointList list, CheckpointStore store) {
    this.studies = studies;
    this.list = list;
    this.store = store;
  }

  /** No checkpoint's step was reported with a finite value. */
  static final class NoBestCheckpointException extends TunerException {
    NoBestCheckpointException(String study, String metric) {
      super(
          "no-best-checkpoint",
          Kind.NOT_FOUND,
          "Study %s keeps no checkpoint of a step with a finite %s".formatted(study, metric));
    }
  }

  @Operation(
      summary = "The study's checkpoints that are kept, the best by its metric first",
      description = "sort: best, or newest.")
  @GetMapping
  Page<CheckpointView> all(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "best") String sort,
      @RequestParam(name = "page_size", defaultValue = "50") int pageSize,
      @RequestParam(name = "page_token", required = false) String pageToken) {
    studies.get(id);
    var page = list.ofStudy(id, order(sort), pageToken, size(pageSize));
    return new Page<>(page.rows().stream().map(CheckpointJson::of).toList(), page.next());
  }

  @Operation(summary = "The best checkpoint by the study's metric")
  @GetMapping(path = "/best", produces = MediaType.APPLICATION_JSON_VALUE)
  CheckpointView best(@PathVariable UUID id) {
    return CheckpointJson.of(bestOf(id));
  }

  @Operation(summary = "The bytes of the best checkpoint by the study's metric")
  @GetMapping(path = "/best", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<Resource> bestBytes(@PathVariable UUID id) {
    return CheckpointJson.bytes(bestOf(id).checkpoint(), store);
  }

  private CheckpointRow bestOf(UUID id) {
    var study = studies.get(id);
    return list.best(id)
        .orElseThrow(() -> new NoBestCheckpointException(study.name(), study.metric()));
  }

  private static Order order(String sort) {
    return switch (sort) {
      case "best" -> Order.BEST;
      case "newest" -> Order.NEWEST;
      default ->
          throw new InvalidInputException(
              "invalid-sort", "/sort", "sort must be best or newest but was " + sort);
    };
  }

  private static int size(int asked) {
    if (asked < 1 || asked > 1000) {
      throw new InvalidInputException(
          "invalid-parameter", "/page_size", "page_size must be from 1 to 1000 but was " + asked);
    }
    return asked;
  }
}
