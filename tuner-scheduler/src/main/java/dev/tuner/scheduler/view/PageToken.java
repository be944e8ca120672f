package dev.tuner.scheduler.view;

import dev.tuner.scheduler.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the sort that it belongs to, the last row's sort key as text, and what breaks
 * ties.
 *
 * @param tie a trial number, or another unique text
 */
record PageToken(String sort, String key, String tie) {

  private static final String SEPARATOR = "\u0000";

  static PageToken read(String token, String sort) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      var parts = List.of(text.split(SEPARATOR, -1));
      if (parts.size() == 3 && parts.get(0).equals(sort)) {
        return new PageToken(sort, parts.get(1), parts.get(2));
      }
    } catch (IllegalArgumentException e) {
      throw refused(token, e);
    }
    throw refused(token, null);
  }

  /** The tie breaker of a list of trials. */
  int number() {
    try {
      return Integer.parseInt(tie);
    } catch (NumberFormatException e) {
      throw refused(tie, e);
    }
  }

  String write() {
    var text = String.join(SEPARATOR, sort, key, tie);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The refusal of a token that this list did not write. */
  static InvalidInputException refused(String token, Exception cause) {
    var refusal =
        new InvalidInputException(
            "invalid-page-token",
            "/page_token",
            "%s is no page token of this list in this order; start again without it"
                .formatted(token));
    refusal.initCause(cause);
    return refusal;
  }
}
