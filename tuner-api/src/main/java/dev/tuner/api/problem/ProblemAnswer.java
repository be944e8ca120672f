package dev.tuner.api.problem;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.TunerException;
import dev.tuner.wire.Problem;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** How a problem is written: its type and title follow from its code. */
public final class ProblemAnswer {
  private ProblemAnswer() {}

  /**
   * @param code lower-case words joined by hyphens
   * @param detail what is wrong, which, and what to do
   */
  public static Problem problem(int status, String code, String detail) {
    return problem(status, code, detail, null);
  }

  /**
   * @param errors one for each bad field; null when the problem is not about fields
   */
  public static Problem problem(
      int status, String code, String detail, List<Problem.FieldError> errors) {
    var words = code.replace('-', ' ');
    var title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return new Problem("/problems/" + code, title, status, code, detail, errors);
  }

  /** The problem that says why the service refused. */
  public static Problem of(TunerException refusal) {
    var status =
        switch (refusal.kind()) {
          case INVALID -> HttpStatus.BAD_REQUEST;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case CONFLICT -> HttpStatus.CONFLICT;
          case GONE -> HttpStatus.GONE;
          case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    return problem(status.value(), refusal.code(), refusal.getMessage(), fields(refusal));
  }

  private static List<Problem.FieldError> fields(TunerException refusal) {
    return refusal instanceof InvalidInputException invalid
        ? invalid.errors().stream()
            .map(error -> new Problem.FieldError(error.pointer(), error.detail()))
            .toList()
        : null;
  }

  static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
    return ResponseEntity.status(HttpStatusCode.valueOf(problem.status()))
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  static ResponseEntity<Object> answer(Problem problem) {
    return answer(problem, HttpHeaders.EMPTY);
  }
}
