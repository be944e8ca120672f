package dev.tuner.runner.data;

/**
 * Items and what is wanted of each.
 *
 * @param items the features
 * @param targets as many as there are items
 * @param unlabelled reads more items of the same form
 */
public record Dataset(Items items, Targets targets, Unlabelled.Reader unlabelled) {
  public Dataset {
    if (items.count() != targets.count()) {
      throw new InvalidDataException(
          "there are %d items but %d labels or targets".formatted(items.count(), targets.count()));
    }
  }

  public int count() {
    return items.count();
  }
}
