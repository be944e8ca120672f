package dev.tuner.runner.data;

import java.io.IOException;
import java.util.List;

/** Items of one format, one set after the other. */
final class Joined implements Items {

  private final List<Items> sets;

  Joined(List<Items> sets) {
    this.sets = List.copyOf(sets);
    for (var set : sets) {
      if (!set.format().equals(format())) {
        throw new InvalidDataException(
            "items of %s do not go with items of %s".formatted(set.format(), format()));
      }
    }
  }

  @Override
  public ItemFormat format() {
    return sets.get(0).format();
  }

  @Override
  public int count() {
    return sets.stream().mapToInt(Items::count).sum();
  }

  @Override
  public byte[] read(int index) throws IOException {
    int rest = index;
    for (var set : sets) {
      if (rest < set.count()) {
        return set.read(rest);
      }
      rest -= set.count();
    }
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public void values(int index, float[] to, int offset) throws IOException {
    int rest = index;
    for (var set : sets) {
      if (rest < set.count()) {
        set.values(rest, to, offset);
        return;
      }
      rest -= set.count();
    }
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public String identity() {
    var digest = new Digest();
    sets.forEach(set -> digest.add(set.identity()));
    return digest.text();
  }

  @Override
  public boolean isInMemory() {
    return sets.stream().allMatch(Items::isInMemory);
  }
}
