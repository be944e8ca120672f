package dev.tuner.client;

import dev.tuner.wire.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Turns answers that are no success into exceptions. */
final class Problems {
  static final String REQUEST_ID = "X-Request-Id";
  private static final int SHOWN_CHARACTERS = 300;

  private Problems() {}

  static TunerException of(Reply reply, String sentRequestId) {
    var problem = problem(reply);
    var code = problem.code() == null ? "http-" + reply.status() : problem.code();
    var source = new TunerException.Source(reply.status(), code, requestId(reply, sentRequestId));
    var message = message(problem, reply);
    return switch (reply.status()) {
      case 400, 422 -> new InvalidRequestException(message, source, errors(problem));
      case 404 -> new NotFoundException(message, source);
      case 409 -> new ConflictException(message, source);
      case 429, 502, 503, 504 -> new ServiceUnavailableException(message, source, null);
      default -> new TunerException(message, source, null);
    };
  }

  static ServiceUnavailableException unreachable(URI service, String requestId, IOException e) {
    var why = e instanceof ConnectException ? "no connection" : e.getMessage();
    return new ServiceUnavailableException(
        "The Tuner service cannot be reached at %s: %s".formatted(service, why),
        new TunerException.Source(0, "unreachable", requestId),
        e);
  }

  static TunerException unreadable(Reply reply, Class<?> type, JacksonException cause) {
    return new TunerException(
        "The service answered something that is no %s: %s"
            .formatted(type.getSimpleName(), cause.getOriginalMessage()),
        new TunerException.Source(reply.status(), "unreadable-answer", requestId(reply, "")),
        cause);
  }

  private static String requestId(Reply reply, String sent) {
    return reply.headers().firstValue(REQUEST_ID).orElse(sent);
  }

  private static List<Problem.FieldError> errors(Problem problem) {
    return problem.errors() == null ? List.of() : List.copyOf(problem.errors());
  }

  private static String message(Problem problem, Reply reply) {
    if (problem.detail() != null) {
      return problem.detail();
    }
    return problem.title() != null ? problem.title() : "The service answered " + reply.status();
  }

  /** A proxy may answer with something else than a problem: then its text is the detail. */
  private static Problem problem(Reply reply) {
    try {
      Problem problem = WireJson.read(reply.body(), Problem.class);
      return problem == null ? empty(null) : problem;
    } catch (JacksonException e) {
      var text = reply.body().strip();
      var shown = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) : text;
      return empty(
          shown.isEmpty() ? null : "The service answered %d: %s".formatted(reply.status(), shown));
    }
  }

  private static Problem empty(String detail) {
    return new Problem(null, null, 0, null, detail, null);
  }
}
