package dev.tuner.client;

import java.util.Optional;

/** Server-sent events, put together line by line. */
final class EventText {
  private String lastId;
  private String id;
  private String kind;
  private final StringBuilder data = new StringBuilder();

  /** The id of the last whole event that had one. */
  Optional<String> lastId() {
    return Optional.ofNullable(lastId);
  }

  /** Takes a line; an empty one ends an event. Comments and unknown fields are passed over. */
  Optional<StudyEvent> take(String line) {
    if (line.isEmpty()) {
      return end();
    }
    int colon = line.indexOf(':');
    var name = colon < 0 ? line : line.substring(0, colon);
    var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
    switch (name) {
      case "id" -> id = value;
      case "event" -> kind = value;
      case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
      default -> {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<StudyEvent> end() {
    Optional<StudyEvent> event =
        kind == null || data.isEmpty()
            ? Optional.empty()
            : Optional.of(new StudyEvent(kind, WireJson.object(data.toString())));
    lastId = id == null ? lastId : id;
    forgetUnfinished();
    return event;
  }

  /** The line broke: what was not ended comes again. */
  void forgetUnfinished() {
    id = null;
    kind = null;
    data.setLength(0);
  }
}
