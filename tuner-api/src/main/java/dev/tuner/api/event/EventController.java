package dev.tuner.api.event;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.study.Studies;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Streams of events (server-sent events). */
@Tag(name = "events")
@RestController
@RequestMapping("/api/v1")
class EventController {

  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Listeners listeners;
  private final Studies studies;

  EventController(Listeners listeners, Studies studies) {
    this.listeners = listeners;
    this.studies = studies;
  }

  @Operation(
      summary = "What happens in a study, as it happens (text/event-stream)",
      description =
          "Events: measurement and decision in the order of the study's log, trial and study as"
              + " they are now, and reset when more happened than is told (read the study again)."
              + " Last-Event-ID goes on after the last event that was received, at any instance of"
              + " the service.")
  @GetMapping(path = "/studies/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void ofStudy(
      @PathVariable UUID id,
      @RequestHeader(name = LAST_EVENT_ID, required = false) String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    studies.get(id);
    var after = lastEventId == null || lastEventId.isBlank() ? null : place(lastEventId);
    listeners.listen(id, after, open(request, response));
  }

  @Operation(
      summary = "What happens in all studies, as it happens (text/event-stream)",
      description =
          "The same events. Last-Event-ID goes on where the same instance of the service left off;"
              + " elsewhere a reset comes first.")
  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void ofAll(
      @RequestHeader(name = LAST_EVENT_ID, required = false) String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    listeners.listenToAll(lastEventId, open(request, response));
  }

  private static AsyncContext open(HttpServletRequest request, HttpServletResponse response) {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no"); // proxies pass events on as they come
    return request.startAsync();
  }

  private static long place(String lastEventId) {
    if (!lastEventId.matches("\\d{1,18}")) {
      throw new InvalidInputException(
          "invalid-event-id",
          "",
          "Last-Event-ID %s is no id of this study's events; leave it out".formatted(lastEventId));
    }
    return Long.parseLong(lastEventId);
  }
}
