package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.study.Needs;
import dev.tuner.scheduler.study.Resources;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker has for trials, or what is free of it.
 *
 * @param cpu cores
 * @param gpus by index
 * @param labels of the worker
 */
public record Offer(double cpu, List<GpuShare> gpus, Map<String, String> labels) {
  // Fractions such as 0.1 are subtracted again and again; what is lost to rounding must not keep a
  // slot empty, nor make equal offers unequal.
  static final double ROUNDING = 1e-9;

  public Offer {
    gpus = List.copyOf(gpus);
  }

  /**
   * A way to give a trial what it needs. The smaller fit is the better one: it spares whole devices
   * for trials that need whole ones, then devices with more memory, then what is left.
   *
   * @param broken devices that were whole
   * @param spareMemory bytes that the devices have beyond what is needed
   * @param left GPUs, and {@code leftCpu} cores, that stay free on the worker
   */
  public record Fit(
      Allotment allotment, long broken, double spareMemory, double left, double leftCpu)
      implements Comparable<Fit> {
    private static final Comparator<Fit> ORDER =
        Comparator.comparingLong(Fit::broken)
            .thenComparingDouble(Fit::spareMemory)
            .thenComparingDouble(Fit::left)
            .thenComparingDouble(Fit::leftCpu);

    @Override
    public int compareTo(Fit other) {
      return ORDER.compare(this, other);
    }
  }

  /** The best way to give a trial what it needs; empty when there is none. */
  public Optional<Fit> fit(Needs needs) {
    var amount = needs.amount();
    if (amount.cpu() > cpu + ROUNDING || !hasLabels(needs)) {
      return Optional.empty();
    }
    if (amount.gpu() == 0) {
      return Optional.of(fit(Allotment.of(amount), List.of(), 0));
    }
    var part = Math.min(1, amount.gpu());
    var count = Math.max(1, Math.round(amount.gpu()));
    var chosen =
        gpus.stream()
            .filter(gpu -> gpu.has(part, needs))
            .sorted(Comparator.comparing(GpuShare::free).thenComparing(GpuShare::freeMemory))
            .limit(count)
            .toList();
    if (chosen.size() < count) {
      return Optional.empty();
    }
    var memory = part < 1 ? chosen.get(0).memoryOf(part, needs) : needs.gpuMemory();
    var indexes = chosen.stream().map(share -> share.gpu().index()).sorted().toList();
    return Optional.of(fit(new Allotment(amount, memory, indexes), chosen, memory));
  }

  private Fit fit(Allotment allotment, List<GpuShare> chosen, long memory) {
    return new Fit(
        allotment,
        chosen.stream().filter(GpuShare::isWhole).count(),
        chosen.stream().mapToDouble(share -> (double) share.freeMemory() - memory).sum(),
        gpus.stream().mapToDouble(GpuShare::free).sum() - allotment.amount().gpu(),
        cpu - allotment.amount().cpu());
  }

  /** Whether the worker has the labels that are asked for. */
  public boolean hasLabels(Needs needs) {
    return labels.entrySet().containsAll(needs.labels().entrySet());
  }

  /** Amounts of it, whatever they lie on. */
  public Resources amount() {
    return new Resources(Math.max(0, cpu), gpus.stream().mapToDouble(GpuShare::free).sum());
  }

  /** What stays free when this is given away; never below 0. */
  public Offer minus(Allotment taken) {
    return with(Math.max(0, cpu - taken.amount().cpu()), taken, GpuShare::minus);
  }

  /** What is free when this is given back. */
  public Offer plus(Allotment returned) {
    return with(cpu + returned.amount().cpu(), returned, GpuShare::plus);
  }

  private interface Change {
    GpuShare of(GpuShare share, double part, long memory);
  }

  private Offer with(double newCpu, Allotment allotment, Change change) {
    return new Offer(
        round(newCpu),
        gpus.stream()
            .map(
                share ->
                    allotment.gpus().contains(share.gpu().index())
                        ? change.of(share, allotment.partOfEach(), allotment.gpuMemory())
                        : share)
            .toList(),
        labels);
  }

  /** Whether this can be given away. */
  public boolean holds(Allotment wanted) {
    return wanted.amount().cpu() <= cpu + ROUNDING
        && gpus.stream()
                .filter(share -> wanted.gpus().contains(share.gpu().index()))
                .filter(share -> share.free() >= wanted.partOfEach() - ROUNDING)
                .count()
            == wanted.gpus().size();
  }

  static double round(double amount) {
    return Math.round(amount * 1e9) / 1e9;
  }
}
