package dev.tuner.scheduler.lease;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tuner.scheduler.lease.StudiesWithWork.Held;
import dev.tuner.scheduler.lease.TrialLeasing.Leasing;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyNotFoundException;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.worker.Allotment;
import dev.tuner.scheduler.worker.Worker;
import dev.tuner.scheduler.worker.WorkerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;

/** Replies that were lost on the way to their worker, while something else goes wrong. */
class WorkFinderTest {

  private static final Resources ONE = new Resources(1, 0);

  private final StudiesWithWork studies = mock(StudiesWithWork.class);
  private final TrialLeasing leasing = mock(TrialLeasing.class);
  private final WorkFinder finder =
      new WorkFinder(studies, leasing, mock(WorkerRegistry.class), mock(Capacity.class));
  private final LeasedTrial lost = leased();
  private final Leasing again = new Leasing(List.of(lost), List.of());
  private final UUID study = UUID.randomUUID();
  private final Place place = place();

  @Test
  void aStudyDeletedMeanwhileCostsTheOthersNothing() {
    var gone = UUID.randomUUID();
    var unlucky = place();
    var held = Map.of(unlucky.worker().id(), held(gone), place.worker().id(), held(study));
    Map<UUID, List<Held>> afterwards = Map.of(unlucky.worker().id(), List.of());
    when(studies.heldBy(anyCollection())).thenReturn(held).thenReturn(afterwards);
    when(leasing.handAgain(eq(gone), any(), any()))
        .thenReturn(failedFuture(new StudyNotFoundException(gone)));
    when(leasing.handAgain(eq(study), any(), any())).thenReturn(completedFuture(again));

    finder.serve(List.of(unlucky, place));

    assertThat(place.answerIfDue()).isTrue();
    assertThat(place.answer()).isCompletedWithValue(List.of(lost));
    assertThat(unlucky.answerIfDue()).isFalse();

    finder.serve(List.of(unlucky));
    assertThat(unlucky.isNew()).as("there is nothing to be found any more").isFalse();
  }

  @Test
  void whatCouldNotBeReadIsLookedForAgain() {
    var held = Map.of(place.worker().id(), held(study));
    when(studies.heldBy(anyCollection()))
        .thenThrow(new TransientDataAccessResourceException("away"))
        .thenReturn(held);
    when(leasing.handAgain(eq(study), any(), any())).thenReturn(completedFuture(again));

    assertThatThrownBy(() -> finder.serve(List.of(place)))
        .isInstanceOf(TransientDataAccessResourceException.class);
    finder.serve(List.of(place));

    assertThat(place.answerIfDue()).isTrue();
    assertThat(place.answer()).isCompletedWithValue(List.of(lost));
  }

  @Test
  void aStudyThatCouldNotBeAskedIsAskedAgain() {
    var held = Map.of(place.worker().id(), held(study));
    when(studies.heldBy(anyCollection())).thenReturn(held);
    when(leasing.handAgain(eq(study), any(), any()))
        .thenReturn(failedFuture(new TransientDataAccessResourceException("away")))
        .thenReturn(completedFuture(again));

    finder.serve(List.of(place));
    assertThat(place.answerIfDue()).isFalse();
    finder.serve(List.of(place));

    assertThat(place.answerIfDue()).isTrue();
    assertThat(place.answer()).isCompletedWithValue(List.of(lost));
  }

  private List<Held> held(UUID study) {
    return List.of(new Held(lost.trial().id(), study, Allotment.of(ONE)));
  }

  private static LeasedTrial leased() {
    var trial = mock(Trial.class);
    when(trial.id()).thenReturn(UUID.randomUUID());
    var ttl = Duration.ofSeconds(30);
    return new LeasedTrial(
        trial, mock(Study.class), null, ttl, Allotment.of(ONE), Optional.empty(), Optional.empty());
  }

  private static Place place() {
    var worker = mock(Worker.class);
    var id = UUID.randomUUID();
    when(worker.id()).thenReturn(id);
    when(worker.offer()).thenReturn(Worker.offer(ONE, List.of(), Map.of()));
    var minute = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    return new Place(new WorkRequest(id, ONE, Map.of(), 1, Set.of()), worker, minute);
  }
}
