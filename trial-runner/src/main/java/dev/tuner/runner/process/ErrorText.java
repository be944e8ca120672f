package dev.tuner.runner.process;

import dev.tuner.runner.trainable.InvalidTrialException;
import java.util.ArrayList;

/** Says in one line what made a trial fail. */
final class ErrorText {

  private static final int CAUSES = 5;
  private static final int CHARACTERS = 2_000;

  private ErrorText() {}

  /** The error and its causes: kinds and messages. */
  static String of(Throwable error) {
    var parts = new ArrayList<String>();
    for (var cause = error; cause != null && parts.size() < CAUSES; cause = cause.getCause()) {
      parts.add(one(cause));
    }
    var text = String.join("; caused by ", parts);
    return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS) + "…";
  }

  private static String one(Throwable error) {
    if (error instanceof InvalidTrialException) {
      return error.getMessage();
    }
    if (error instanceof OutOfMemoryError) {
      return "out of memory (%s): make the model or the batch smaller"
          .formatted(error.getMessage());
    }
    var name = error.getClass().getSimpleName();
    return error.getMessage() == null ? name : name + ": " + error.getMessage();
  }
}
