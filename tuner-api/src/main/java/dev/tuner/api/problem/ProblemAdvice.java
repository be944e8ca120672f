package dev.tuner.api.problem;

import static dev.tuner.api.problem.ProblemAnswer.answer;
import static dev.tuner.api.problem.ProblemAnswer.problem;

import dev.tuner.api.http.CrossSiteRequestException;
import dev.tuner.api.http.RequestIdFilter;
import dev.tuner.scheduler.TunerException;
import dev.tuner.search.definition.InvalidDefinitionException;
import dev.tuner.wire.Problem;
import dev.tuner.wire.Problem.FieldError;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The one place that turns errors into answers. An answer never shows how the service is made. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Object> invalid(InvalidDefinitionException e) {
    var errors =
        e.problems().stream()
            .map(error -> new FieldError(error.pointer(), error.detail()))
            .toList();
    return answer(problem(HttpStatus.BAD_REQUEST.value(), "invalid-study", e.getMessage(), errors));
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(TunerException e) {
    var problem = ProblemAnswer.of(e);
    return e.kind() == TunerException.Kind.UNAVAILABLE ? later(problem) : answer(problem);
  }

  @ExceptionHandler
  ResponseEntity<Object> forbidden(CrossSiteRequestException e) {
    return answer(problem(HttpStatus.FORBIDDEN.value(), "cross-site-request", e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Object> undecodable(InvalidParameterException e) {
    return answer(
        problem(
            HttpStatus.BAD_REQUEST.value(),
            "invalid-parameter",
            "The query's parameters cannot be decoded; send them in UTF-8, percent-encoded"));
  }

  @ExceptionHandler
  ResponseEntity<Object> failed(Exception e) {
    var passing = DatabaseFailures.passing(e);
    if (passing.isPresent()) {
      log.warn("{}: {}", passing.get().code(), e.toString());
      return later(passing.get());
    }
    var unstorable = DatabaseFailures.unstorable(e);
    if (unstorable.isPresent()) {
      return answer(unstorable.get());
    }
    log.error("A request failed", e);
    return answer(
        problem(
            HttpStatus.INTERNAL_SERVER_ERROR.value(),
            "internal-error",
            "The service made an error; its log tells more under request id "
                + MDC.get(RequestIdFilter.MDC_KEY)));
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return answer(RequestProblems.of(e, status.value()), headers);
  }

  private static ResponseEntity<Object> later(Problem problem) {
    var headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, "2");
    return answer(problem, headers);
  }
}
