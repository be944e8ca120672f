package dev.tuner.client.screen;

import dev.tuner.client.ServiceUnavailableException;
import dev.tuner.client.StudyEvents;
import dev.tuner.client.TrialQuery;
import dev.tuner.client.TunerClient;
import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a study to its end. It looks at the study when the service tells of news, or every second
 * while there is no line to hear it on or nothing runs, and at its trials only when the study's
 * version has changed. A service that restarts meanwhile is waited for.
 */
public final class LiveStudy {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int IDLE_LOOKS_BEFORE_ADVICE = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final TunerClient client;
  private final Display display;
  private final InstantSource time;
  private final Pause pause;
  private Optional<Snapshot> latest = Optional.empty();
  private Instant answeredAt;
  private int idleLooks;

  /** Follows through one client onto one display. */
  public LiveStudy(TunerClient client, Display display, InstantSource time, Pause pause) {
    this.client = client;
    this.display = display;
    this.time = time;
    this.pause = pause;
    this.answeredAt = time.instant();
  }

  /**
   * Shows the study until it has ended.
   *
   * @return the study at its end
   * @throws ServiceUnavailableException when the service was away for five minutes
   */
  public StudyView follow(String studyId) throws InterruptedException {
    try (var events = client.study(studyId).events()) {
      while (true) {
        boolean answered = look(studyId);
        latest.ifPresent(display::show);
        if (answered && latest.filter(Snapshot::isEnded).isPresent()) {
          return latest.get().study();
        }
        waitForNews(events, answered);
      }
    }
  }

  private void waitForNews(StudyEvents events, boolean answered) throws InterruptedException {
    while (events.isLive() && answered && idleLooks == 0) {
      if (events.next(BETWEEN_LOOKS).isPresent()) {
        while (events.next(Duration.ZERO).isPresent()) {
          // one look shows what all of them tell
        }
        return;
      }
      latest.ifPresent(display::show); // its clock goes on
    }
    pause.rest(BETWEEN_LOOKS);
  }

  private boolean look(String studyId) {
    try {
      var study = client.study(studyId).view();
      boolean same = latest.filter(seen -> seen.study().version() == study.version()).isPresent();
      var trials = same ? latest.get().trials() : trials(studyId);
      latest = Optional.of(new Snapshot(study, trials, advice(study)));
      answeredAt = time.instant();
      return true;
    } catch (ServiceUnavailableException e) {
      var away = Duration.between(answeredAt, time.instant());
      if (away.compareTo(PATIENCE) >= 0) {
        throw e;
      }
      var note =
          "The service does not answer since %s; trying again".formatted(Values.duration(away));
      latest = latest.map(seen -> seen.noting(Optional.of(note)));
      return false;
    }
  }

  private List<TrialView> trials(String studyId) {
    int rows = display.rows();
    if (rows == 0) {
      return List.of();
    }
    var best = TrialQuery.bestFirst().paged(rows);
    var study = client.study(studyId);
    return Snapshot.chosen(
        study.trials(best, null).items(),
        study.trials(best.inState("RUNNING"), null).items(),
        rows);
  }

  private Optional<String> advice(StudyView study) {
    if ("PAUSED".equals(study.state())) {
      return Optional.of("The study is paused; go on with: tuner resume " + study.name());
    }
    boolean idle =
        "RUNNING".equals(study.state()) && study.trials().getOrDefault("RUNNING", 0) == 0;
    idleLooks = idle ? idleLooks + 1 : 0;
    // A worker that has just been started needs a moment to take its first trial.
    if (idleLooks < IDLE_LOOKS_BEFORE_ADVICE || isTrainedByItsCaller(study) || workerIsAlive()) {
      return Optional.empty();
    }
    return Optional.of("No worker is connected; start service and worker with: tuner up");
  }

  private static boolean isTrainedByItsCaller(StudyView study) {
    return study.definition() != null
        && study.definition().get("trainable") instanceof Map<?, ?> trainable
        && "external".equals(trainable.get("type"));
  }

  private boolean workerIsAlive() {
    return client.workers().stream().anyMatch(worker -> worker.alive());
  }
}
