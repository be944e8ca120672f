package dev.tuner.api.problem;

import static dev.tuner.api.problem.ProblemAnswer.problem;

import dev.tuner.wire.Problem;
import java.util.Locale;
import java.util.Objects;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What is wrong with a request that reaches no use case. */
final class RequestProblems {
  private RequestProblems() {}

  /**
   * @param status what Spring MVC would answer
   */
  static Problem of(Exception e, int status) {
    if (e instanceof HttpMessageNotReadableException unreadable) {
      return JsonProblems.of(unreadable);
    }
    if (e instanceof NoResourceFoundException absent) {
      return problem(
          status,
          "no-such-resource",
          "There is no %s /%s; the API begins with /api/v1 and is described at /v3/api-docs"
              .formatted(absent.getHttpMethod(), absent.getResourcePath()));
    }
    if (e instanceof HttpRequestMethodNotSupportedException method) {
      return problem(
          status,
          "method-not-allowed",
          "%s is not possible here, but %s is"
              .formatted(
                  method.getMethod(),
                  String.join(", ", Objects.requireNonNull(method.getSupportedMethods()))));
    }
    if (e instanceof HttpMediaTypeNotSupportedException type) {
      return mediaType(type, status);
    }
    return parameter(e, status);
  }

  private static Problem mediaType(HttpMediaTypeNotSupportedException e, int status) {
    var sent =
        e.getContentType() == null ? "no Content-Type" : "Content-Type " + e.getContentType();
    return problem(
        status,
        "unsupported-media-type",
        "The request has %s; send one of %s".formatted(sent, e.getSupportedMediaTypes()));
  }

  private static Problem parameter(Exception e, int status) {
    if (e instanceof MethodArgumentTypeMismatchException mismatch) {
      return problem(
          status,
          "invalid-parameter",
          "\"%s\" must be %s but was %s"
              .formatted(
                  mismatch.getName(),
                  WireTypes.describe(mismatch.getRequiredType()),
                  WireTypes.quote(mismatch.getValue())));
    }
    if (e instanceof TypeMismatchException mismatch) {
      return problem(
          status,
          "invalid-parameter",
          "A parameter cannot be " + WireTypes.quote(mismatch.getValue()));
    }
    if (e instanceof MissingServletRequestParameterException missing) {
      return problem(
          status,
          "missing-parameter",
          "The parameter \"%s\" is missing".formatted(missing.getParameterName()));
    }
    if (e instanceof MissingRequestHeaderException missing) {
      return problem(
          status, "missing-header", "The header %s is missing".formatted(missing.getHeaderName()));
    }
    return problem(
        status,
        code(status),
        "The request cannot be served: " + HttpStatus.valueOf(status).getReasonPhrase());
  }

  /** A code for what has none of its own: the words of the HTTP status. */
  static String code(int status) {
    var known = HttpStatus.resolve(status);
    return known == null
        ? "http-" + status
        : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
