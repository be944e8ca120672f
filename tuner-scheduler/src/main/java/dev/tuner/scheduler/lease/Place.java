package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.worker.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A request that waits for work, with what was found for it so far. Only one thread serves it. */
final class Place {
  private final WorkRequest request;
  private final Worker worker;
  private final long deadlineNanos;
  private final CompletableFuture<List<LeasedTrial>> answer = new CompletableFuture<>();
  private final List<LeasedTrial> found = new ArrayList<>();
  private Resources free;
  private boolean looked;

  /**
   * @param deadlineNanos of {@link System#nanoTime}
   */
  Place(WorkRequest request, Worker worker, long deadlineNanos) {
    this.request = request;
    this.worker = worker;
    this.deadlineNanos = deadlineNanos;
    this.free = request.free();
  }

  Worker worker() {
    return worker;
  }

  CompletableFuture<List<LeasedTrial>> answer() {
    return answer;
  }

  /** Whether a trial that uses these resources can be given to it. */
  boolean takes(Resources resources) {
    return found.size() < request.maxTrials() && resources.fitsInto(free);
  }

  boolean knows(UUID trialId) {
    return request.held().stream().anyMatch(lease -> lease.trialId().equals(trialId));
  }

  void give(LeasedTrial leased) {
    found.add(leased);
    free = free.minus(leased.study().resources());
  }

  /** Its worker has given it up: it gets nothing more. */
  void leave() {
    answer.complete(List.of());
  }

  /** Its worker is none. */
  void refuse(RuntimeException why) {
    answer.completeExceptionally(why);
  }

  boolean isOpen() {
    return !answer.isDone();
  }

  /** Whether nobody has looked yet for what was lost on the way to its worker. */
  boolean isNew() {
    return !looked;
  }

  void looked() {
    looked = true;
  }

  /** Answers if there is something to tell, or the time is over; whether it is answered. */
  boolean answerIfDue() {
    if (!found.isEmpty() || isDue()) {
      answer.complete(List.copyOf(found));
    }
    return answer.isDone();
  }

  /** Nothing can be found out now; whether it is answered. */
  boolean failIfDue(RuntimeException why) {
    if (!found.isEmpty()) {
      return answerIfDue();
    }
    if (isDue()) {
      answer.completeExceptionally(why);
    }
    return answer.isDone();
  }

  private boolean isDue() {
    return System.nanoTime() - deadlineNanos >= 0;
  }
}
