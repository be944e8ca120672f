package dev.tuner.api.problem;

import static dev.tuner.api.problem.ProblemAnswer.problem;

import dev.tuner.api.http.BodyTooLargeException;
import dev.tuner.search.definition.Names;
import dev.tuner.search.definition.Pointers;
import dev.tuner.wire.Problem;
import dev.tuner.wire.Problem.FieldError;
import java.util.List;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a request body. */
final class JsonProblems {
  private JsonProblems() {}

  static Problem of(HttpMessageNotReadableException unreadable) {
    for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyTooLargeException tooLarge) {
        return problem(413, "body-too-large", tooLarge.getMessage());
      }
      if (cause instanceof JacksonException json
          && !(json.getCause() instanceof BodyTooLargeException)) {
        return of(json);
      }
    }
    return problem(400, "missing-body", "The request has no body; send a JSON object");
  }

  private static Problem of(JacksonException json) {
    if (json instanceof UnrecognizedPropertyException unknown) {
      return unknownField(unknown);
    }
    if (json instanceof InputCoercionException range) {
      return field("wrong-type", json, "The number does not fit: " + range.getOriginalMessage());
    }
    if (json instanceof StreamReadException) {
      return malformed(json);
    }
    if (json instanceof MismatchedInputException mismatch) {
      return mismatch(mismatch);
    }
    return json instanceof DatabindException
        ? field("invalid-field", json, json.getOriginalMessage())
        : malformed(json);
  }

  private static Problem malformed(JacksonException json) {
    var at = json.getLocation();
    var where =
        at == null ? "" : ", at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return problem(
        400,
        "malformed-json",
        "The body is not the JSON it should be%s: %s".formatted(where, json.getOriginalMessage()));
  }

  private static Problem unknownField(UnrecognizedPropertyException unknown) {
    var known = unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    var hint =
        Names.nearest(unknown.getPropertyName(), known)
            .map("did you mean \"%s\"?"::formatted)
            .orElse("known are " + String.join(", ", known));
    return field(
        "unknown-field",
        unknown,
        "There is no field \"%s\" here; %s".formatted(unknown.getPropertyName(), hint));
  }

  private static Problem mismatch(MismatchedInputException mismatch) {
    if (mismatch.getPath().isEmpty()
        && mismatch.getOriginalMessage().startsWith("Trailing token")) {
      return malformed(mismatch);
    }
    var expected = WireTypes.describe(mismatch.getTargetType());
    if (mismatch.getOriginalMessage().startsWith("Cannot map `null`")) {
      return field("missing-field", mismatch, "Give it " + expected);
    }
    var got =
        mismatch instanceof InvalidFormatException format
            ? " but got " + WireTypes.quote(format.getValue())
            : "";
    return field("wrong-type", mismatch, "Expected " + expected + got);
  }

  private static Problem field(String code, JacksonException json, String detail) {
    var pointer = pointer(json.getPath());
    var where = pointer.isEmpty() ? "" : pointer + ": ";
    return problem(400, code, where + detail, List.of(new FieldError(pointer, detail)));
  }

  private static String pointer(List<JacksonException.Reference> path) {
    var pointer = "";
    for (var step : path) {
      pointer =
          step.getPropertyName() == null
              ? Pointers.child(pointer, step.getIndex())
              : Pointers.child(pointer, step.getPropertyName());
    }
    return pointer;
  }
}
