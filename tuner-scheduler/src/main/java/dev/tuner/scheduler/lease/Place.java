package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.lease.StudiesWithWork.Held;
import dev.tuner.scheduler.worker.Allotment;
import dev.tuner.scheduler.worker.Offer;
import dev.tuner.scheduler.worker.Worker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request that waits for work, with what was found for it so far. Only one thread serves it. */
final class Place {
  private final UUID id = UUID.randomUUID();
  private final WorkRequest request;
  private final Worker worker;
  private final long deadlineNanos;
  private final CompletableFuture<List<LeasedTrial>> answer = new CompletableFuture<>();
  private final List<LeasedTrial> found = new ArrayList<>();
  private @Nullable Offer free;
  private int promised;

  /**
   * @param deadlineNanos of {@link System#nanoTime}
   */
  Place(WorkRequest request, Worker worker, long deadlineNanos) {
    this.request = request;
    this.worker = worker;
    this.deadlineNanos = deadlineNanos;
  }

  UUID id() {
    return id;
  }

  Worker worker() {
    return worker;
  }

  CompletableFuture<List<LeasedTrial>> answer() {
    return answer;
  }

  /** It is looked at first: what may be given to it follows from what its worker holds. */
  void begin(Collection<Held> held) {
    free =
        request.offer(
            worker,
            held.stream().filter(each -> isHeld(each.trialId())).map(Held::allotment).toList());
    found.forEach(leased -> free = free.minus(leased.allotment()));
    promised = found.size();
  }

  /** What was found out about what its worker holds was too little. */
  void lookAgain() {
    free = null;
  }

  /** Whether nobody has looked at it yet. */
  boolean isNew() {
    return free == null;
  }

  /** What may still be given to it. */
  Offer free() {
    return free;
  }

  /** Whether it takes one more trial. */
  boolean takesMore() {
    return promised < request.maxTrials();
  }

  /** Whether what its worker holds by the books, and does not know of, can be handed to it. */
  boolean takesAgain(Allotment allotment) {
    return takesMore() && free.holds(allotment);
  }

  /** Whether its worker knows that it holds the trial, or will when it is answered. */
  boolean knows(UUID trialId) {
    return isHeld(trialId)
        || found.stream().anyMatch(leased -> leased.trial().id().equals(trialId));
  }

  /** A trial with this allotment is looked for. */
  void promise(Allotment allotment) {
    promised++;
    free = free.minus(allotment);
  }

  /** The trial was not found. */
  void takeBack(Allotment allotment) {
    promised--;
    free = free.plus(allotment);
  }

  private boolean isHeld(UUID trialId) {
    return request.held().stream().anyMatch(lease -> lease.trialId().equals(trialId));
  }

  /** The trial that was promised to it. */
  void give(LeasedTrial leased) {
    found.add(leased);
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
