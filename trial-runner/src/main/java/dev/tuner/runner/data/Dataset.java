package dev.tuner.runner.data;

/**
 * Items and what is wanted of each.
 *
 * @param items the features
 * @param targets as many as there are items
 * @param form how more items like these come
 */
public record Dataset(Items items, Targets targets, ItemForm form) {
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
