package dev.tuner.api.problem;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.TunerException;
import dev.tuner.search.definition.InvalidDefinitionException;
import dev.tuner.search.definition.Problem;
import dev.tuner.wire.EndOfTrial;
import dev.tuner.wire.Report;
import dev.tuner.wire.StudySpec;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.MediaType;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Fails in every way a controller can; a test component, so that only tests which import it have
 * it.
 */
@TestComponent
@RestController
@RequestMapping("/api/v1/probe")
class ProbeController {

  @PostMapping("/studies")
  StudySpec study(@RequestBody StudySpec spec) {
    return spec;
  }

  @PostMapping("/reports")
  Report report(@RequestBody Report report) {
    return report;
  }

  @PostMapping("/ends")
  EndOfTrial end(@RequestBody EndOfTrial end) {
    return end;
  }

  @GetMapping("/time")
  Instant time() {
    return Instant.parse("2026-01-31T12:00:00.250Z");
  }

  @PutMapping(path = "/bytes", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  long bytes(InputStream body) throws IOException {
    return body.readAllBytes().length;
  }

  @GetMapping("/ids/{id}")
  UUID id(@PathVariable("id") UUID id, @RequestParam("page_size") int pageSize) {
    return id;
  }

  @GetMapping("/request-id")
  String requestId() {
    return MDC.get("request_id");
  }

  @GetMapping("/refuse/{kind}")
  void refuse(@PathVariable("kind") TunerException.Kind kind) {
    throw new TunerException("the-code", kind, "The detail") {};
  }

  @GetMapping("/fail/{how}")
  void fail(@PathVariable("how") String how) {
    throw switch (how) {
      case "input" ->
          new InvalidInputException("step-not-increasing", "/step", "Step 3 was reported already");
      case "definition" ->
          new InvalidDefinitionException(
              List.of(
                  new Problem("/space/lr", "lower above upper"),
                  new Problem("/seed", "not a number")));
      case "database" ->
          new CannotCreateTransactionException(
              "no", new SQLTransientConnectionException("pool timed out"));
      case "lock" -> new CannotAcquireLockException("deadlock");
      default -> new IllegalStateException("secret detail");
    };
  }
}
