package dev.tuner.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.client.StandInService.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StudyEventsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EVENTS = "GET /studies/a/events";

  private final StandInService service = StandInService.start();
  private final TunerClient client = TunerClient.connect(TunerOptions.of(service.address()));

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  private static Answer stream(String text) {
    return Answer.text(200, text).with("Content-Type", "text/event-stream");
  }

  @Test
  void goesOnAfterTheLastWholeEventWhenTheLineBreaks() throws InterruptedException {
    service.on(
        EVENTS,
        stream(": hello\n\nid: 7\nevent: measurement\ndata: {\"step\":1}\n\nid: 8\nevent: meas"),
        Answer.text(503, "busy"),
        Answer.cutOff(),
        stream("id: 8\nevent: study\ndata: {\"state\":\ndata: \"RUNNING\"}\n\n"));

    try (var events = client.study("a").events()) {
      assertThat(events.next(PATIENCE)).hasValue(new StudyEvent("measurement", Map.of("step", 1)));
      assertThat(events.next(PATIENCE))
          .hasValue(new StudyEvent("study", Map.of("state", "RUNNING")));
    }

    var asked = service.requests();
    assertThat(asked.get(0).header("Last-Event-ID")).isNull();
    assertThat(asked.get(0).header("Accept")).isEqualTo("text/event-stream");
    assertThat(asked.subList(1, 4)).allMatch(each -> each.header("Last-Event-ID").equals("7"));
  }

  @Test
  void saysThatThereIsNoSuchStudyAndAsksNoMore() {
    service.on(EVENTS, Answer.problem(404, "study-not-found", "There is no study a"));

    try (var events = client.study("a").events()) {
      assertThatThrownBy(
              () -> {
                while (events.next(Duration.ofMillis(10)).isEmpty()) {
                  assertThat(events.isLive()).isFalse();
                }
              })
          .isInstanceOf(NotFoundException.class)
          .hasMessage("There is no study a");
    }
    assertThat(service.count(EVENTS)).isEqualTo(1);
  }
}
