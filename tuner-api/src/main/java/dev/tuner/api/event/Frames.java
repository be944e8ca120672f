package dev.tuner.api.event;

import dev.tuner.scheduler.feed.FeedEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Events as they go over the line. */
@Component
class Frames {

  private final JsonMapper json;

  Frames(JsonMapper json) {
    this.json = json;
  }

  static Frame comment(String text) {
    return frame(": " + text + "\n\n");
  }

  /**
   * @param id after which a listener can go on; null when it cannot go on right after this event
   */
  Frame of(FeedEvent event, String id) {
    var data = new LinkedHashMap<String, Object>();
    data.put("study_id", event.studyId().toString());
    if (event.isLogged()) {
      data.put("sequence", event.sequence());
    }
    data.putAll(event.data());
    var name = event.type().name().toLowerCase(Locale.ROOT);
    return frame(
        (id == null ? "" : "id: " + id + "\n")
            + "event: "
            + name
            + "\ndata: "
            + json.writeValueAsString(data)
            + "\n\n");
  }

  private static Frame frame(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8));
  }
}
