package dev.tuner.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What happens in a study, as it happens: the states as they are now first, then every event. A
 * line that breaks, or on which nothing is heard for 45 s, is connected again with the last event's
 * id, after growing pauses, so that nothing is missed or told twice.
 *
 * <p>One thread may read. Events that wait hold up the line, not the service: who reads too slowly
 * gets a {@code reset} instead of what did not fit.
 */
public final class StudyEvents implements AutoCloseable {
  private static final int MOST_WAITING = 1000;
  private static final Duration SILENCE = Duration.ofSeconds(45);
  private static final RetryPolicy RETRY =
      new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(250), Duration.ofSeconds(15));

  private final Call call;
  private final JdkTransport http;
  private final Thread reader;
  private final BlockingQueue<StudyEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final EventText text = new EventText();
  private volatile InputStream line;
  private volatile long heardAt;
  private volatile TunerException refusal;
  private volatile boolean closed;

  StudyEvents(Call call, JdkTransport http) {
    this.call = call.header("Accept", "text/event-stream");
    this.http = http;
    this.reader = new Thread(this::run, "tuner-events");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * The next event, or empty when none came in time.
   *
   * @throws NotFoundException when the study does not exist
   * @throws TunerException when the service refuses the stream
   */
  public Optional<StudyEvent> next(Duration patience) throws InterruptedException {
    hangUpIfSilent();
    var event = Optional.ofNullable(waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    if (event.isEmpty() && refusal != null) {
      throw refusal;
    }
    return event;
  }

  /** Whether the line is open now; if not, it is being connected, or was refused. */
  public boolean isLive() {
    return line != null;
  }

  /** Hangs up; no event comes after this. */
  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    hangUp();
  }

  private void hangUpIfSilent() {
    if (line != null && System.nanoTime() - heardAt > SILENCE.toNanos()) {
      hangUp();
    }
  }

  private void hangUp() {
    var open = line;
    if (open != null) {
      try {
        open.close(); // the reader notices
      } catch (IOException e) {
        return; // it is down already
      }
    }
  }

  private void run() {
    try {
      for (int failures = 1; !closed && refusal == null; failures++) {
        if (listen()) {
          failures = 1;
        }
        if (refusal == null) {
          var chance = ThreadLocalRandom.current().nextDouble();
          TimeUnit.NANOSECONDS.sleep(RETRY.delayAfter(failures, chance).toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Listens until the line breaks; whether anything was heard. */
  private boolean listen() throws InterruptedException {
    var heard = false;
    var again = text.lastId().map(id -> call.header("Last-Event-ID", id)).orElse(call);
    try (var body = open(http.open(again))) {
      var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
      heardAt = System.nanoTime();
      line = body;
      for (var next = lines.readLine(); next != null && !closed; next = lines.readLine()) {
        heard = true;
        heardAt = System.nanoTime();
        var event = text.take(next);
        if (event.isPresent()) {
          waiting.put(event.get());
        }
      }
    } catch (IOException e) {
      return heard; // connected again
    } finally {
      line = null;
      text.forgetUnfinished();
    }
    return heard;
  }

  private InputStream open(HttpResponse<InputStream> answer) throws IOException {
    if (answer.statusCode() == 200) {
      return answer.body();
    }
    try (var body = answer.body()) {
      var said = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      var problem = Problems.of(new Reply(answer.statusCode(), answer.headers(), said), "");
      if (!(problem instanceof ServiceUnavailableException)) {
        refusal = problem;
      }
      throw new IOException(problem);
    }
  }
}
