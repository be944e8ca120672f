package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One of several options, all equally likely. An option may carry parameters of its own, which
 * exist only in the configs where it was taken.
 */
record Choice(int dimension, long place, List<Node> options) implements Node {

  @Override
  public Object make(Draw draw, Slot slot, Object given) {
    int index = given == null ? optionAt(draw.unit(dimension, place)) : optionThatAccepts(given);
    return options.get(index).make(draw, slot, given);
  }

  private int optionAt(double unit) {
    return (int) Math.min(options.size() - 1, (long) (unit * options.size()));
  }

  private int optionThatAccepts(Object given) {
    return IntStream.range(0, options.size())
        .filter(
            i -> {
              Problems misfits = new Problems();
              options.get(i).checkGiven(given, "", misfits);
              return misfits.isEmpty();
            })
        .findFirst()
        .orElse(-1);
  }

  @Override
  public boolean contains(Object value, Map<String, Object> config) {
    return options.stream().anyMatch(option -> option.contains(value, config));
  }

  @Override
  public void checkGiven(Object given, String pointer, Problems problems) {
    if (optionThatAccepts(given) < 0) {
      problems.add(
          pointer,
          "%s is none of the %d options of the choice".formatted(Json.show(given), options.size()));
    }
  }

  @Override
  public void encode(Object value, Map<String, Object> config, double[] point) {
    optionThatHolds(value, config)
        .ifPresent(
            i -> {
              point[dimension] = (i + 0.5) / options.size();
              options.get(i).encode(value, config, point);
            });
  }

  @Override
  public void remember(Object value, Map<String, Object> config, Kept kept) {
    optionThatHolds(value, config).ifPresent(i -> options.get(i).remember(value, config, kept));
  }

  private OptionalInt optionThatHolds(Object value, Map<String, Object> config) {
    return IntStream.range(0, options.size())
        .filter(i -> options.get(i).contains(value, config))
        .findFirst();
  }

  @Override
  public void cells(double[] point, Cell[] cells) {
    int option = optionAt(point[dimension]);
    double n = options.size();
    cells[dimension] = new Cell(option / n, (option + 1) / n);
    options.forEach(each -> each.cells(point, cells));
  }

  @Override
  public long gridSize(int resolution) {
    return options.stream()
        .mapToLong(option -> option.gridSize(resolution))
        .reduce(0, SaturatedLong::add);
  }

  @Override
  public void gridPoint(long index, int resolution, double[] point) {
    long rest = index;
    int option = 0;
    while (rest >= options.get(option).gridSize(resolution)) {
      rest -= options.get(option++).gridSize(resolution);
    }
    point[dimension] = (option + 0.5) / options.size();
    options.get(option).gridPoint(rest, resolution, point);
  }
}
