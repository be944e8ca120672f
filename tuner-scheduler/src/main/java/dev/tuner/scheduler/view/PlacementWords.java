package dev.tuner.scheduler.view;

import dev.tuner.scheduler.lease.Candidate;
import dev.tuner.scheduler.study.Labels;
import dev.tuner.scheduler.study.Needs;
import dev.tuner.scheduler.view.LiveWorkers.LiveWorker;
import dev.tuner.scheduler.worker.GpuShare;
import dev.tuner.scheduler.worker.Offer;
import dev.tuner.search.definition.ByteSize;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why a trial is on no worker, in words: the best offer, and what it lacks. */
final class PlacementWords {
  private static final int VALUES_SHOWN = 5;
  private static final Comparator<Offer> LARGER =
      Comparator.<Offer>comparingDouble(offer -> offer.amount().gpu())
          .thenComparing(offer -> largestMemory(offer.gpus()))
          .thenComparing(Offer::cpu);

  private final Needs needs;
  private final List<LiveWorker> workers;
  private final Collection<Candidate> higher;

  /**
   * @param higher studies of higher priority that have something to run, the highest first
   */
  PlacementWords(Needs needs, List<LiveWorker> workers, Collection<Candidate> higher) {
    this.needs = needs;
    this.workers = workers;
    this.higher = higher;
  }

  String why() {
    if (workers.isEmpty()) {
      return "no worker is alive; start one with trial-runner";
    }
    var labelled = workers.stream().filter(worker -> worker.all().hasLabels(needs)).toList();
    if (labelled.isEmpty()) {
      return noLabel();
    }
    var able = labelled.stream().filter(worker -> worker.all().fit(needs).isPresent()).toList();
    if (able.isEmpty()) {
      return "needs %s; no live worker%s has that much: the largest is %s"
          .formatted(
              words(needs),
              needs.labels().isEmpty() ? "" : " with " + Labels.words(needs.labels()),
              largest(labelled, LiveWorker::all)
                  .map(worker -> worker.name() + " with " + words(worker.all()))
                  .orElseThrow());
    }
    var room = able.stream().filter(worker -> worker.free().fit(needs).isPresent()).toList();
    return room.isEmpty() ? waitsForRoom(able) : hasRoom(room);
  }

  private String noLabel() {
    for (var label : needs.labels().entrySet()) {
      var seen =
          workers.stream()
              .map(worker -> worker.all().labels().get(label.getKey()))
              .filter(value -> value != null)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!seen.contains(label.getValue())) {
        return "no worker has label %s=%s%s"
            .formatted(label.getKey(), label.getValue(), seen(label.getKey(), seen));
      }
    }
    return "no worker has all of the labels " + Labels.words(needs.labels());
  }

  private static String seen(String key, Collection<String> values) {
    if (values.isEmpty()) {
      return "; no worker has a label " + key;
    }
    var shown =
        values.stream()
            .limit(VALUES_SHOWN)
            .map(value -> key + "=" + value)
            .collect(Collectors.joining(", "));
    return "; seen: " + shown + (values.size() > VALUES_SHOWN ? ", ..." : "");
  }

  private String hasRoom(List<LiveWorker> room) {
    return ahead(room, LiveWorker::free)
        .orElseGet(
            () -> "worker %s has room and takes it at its next call".formatted(room.get(0).name()));
  }

  private String waitsForRoom(List<LiveWorker> able) {
    var most = largest(able, LiveWorker::free).orElseThrow();
    return ahead(able, LiveWorker::all).map(study -> study + "; ").orElse("")
        + "needs %s; the most that is free is %s on worker %s, which runs %s"
            .formatted(
                words(needs),
                words(most.free()),
                most.name(),
                most.trials() == 1 ? "1 trial" : most.trials() + " trials");
  }

  /** The study that gets these workers first, if there is one. */
  private Optional<String> ahead(List<LiveWorker> these, Function<LiveWorker, Offer> offer) {
    return higher.stream()
        .filter(
            study ->
                these.stream()
                    .anyMatch(worker -> offer.apply(worker).fit(study.needs()).isPresent()))
        .findFirst()
        .map(
            study ->
                "behind study %s of priority %d"
                    .formatted(study.rank().name(), study.rank().priority()));
  }

  private static Optional<LiveWorker> largest(
      List<LiveWorker> workers, Function<LiveWorker, Offer> offer) {
    return workers.stream().max(Comparator.comparing(offer, LARGER));
  }

  /** Such as {@code "2 cpu and 1 gpu with 24 GB"}. */
  private static String words(Needs needs) {
    var amount = needs.amount();
    if (amount.gpu() == 0) {
      return number(amount.cpu()) + " cpu";
    }
    return "%s cpu and %s gpu%s%s"
        .formatted(
            number(amount.cpu()),
            number(amount.gpu()),
            memory(needs.gpuMemory()),
            needs
                .computeCapability()
                .map(least -> " of compute capability %s or more".formatted(least))
                .orElse(""));
  }

  private String words(Offer offer) {
    if (needs.amount().gpu() == 0) {
      return number(offer.cpu()) + " cpu";
    }
    var usable = needs.amount().gpu() >= 1 ? whole(offer.gpus()) : mostFree(offer.gpus());
    var gpus = usable.stream().mapToDouble(GpuShare::free).sum();
    var asked = needs.gpuMemory() > 0 && gpus > 0;
    return "%s cpu and %s gpu%s%s"
        .formatted(
            number(offer.cpu()),
            number(gpus),
            asked ? memory(largestMemory(usable)) : "",
            needs.computeCapability().isPresent() && gpus > 0 ? capability(usable) : "");
  }

  private static List<GpuShare> whole(List<GpuShare> gpus) {
    return gpus.stream().filter(GpuShare::isWhole).toList();
  }

  private static List<GpuShare> mostFree(List<GpuShare> gpus) {
    return gpus.stream()
        .max(Comparator.comparing(GpuShare::free).thenComparing(GpuShare::freeMemory))
        .map(List::of)
        .orElse(List.of());
  }

  private static long largestMemory(List<GpuShare> gpus) {
    return gpus.stream().mapToLong(GpuShare::freeMemory).max().orElse(0);
  }

  private static String memory(long bytes) {
    return bytes > 0 ? " with " + ByteSize.inWords(bytes) : "";
  }

  private static String capability(List<GpuShare> gpus) {
    return gpus.stream()
        .flatMap(share -> share.gpu().computeCapability().stream())
        .max(Comparator.naturalOrder())
        .map(level -> " of compute capability " + level)
        .orElse(" of unknown compute capability");
  }

  private static String number(double amount) {
    return amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
  }
}
