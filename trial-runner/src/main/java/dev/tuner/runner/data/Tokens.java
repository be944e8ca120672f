package dev.tuner.runner.data;

import java.io.IOException;

/** Series whose items are the numbers of words, characters or other symbols. */
final class Tokens {

  private Tokens() {}

  /**
   * The same data, now and when more is read.
   *
   * @param vocabulary tokens are the whole numbers from 0 to {@code vocabulary} - 1
   * @throws InvalidDataException if a token is another number, or an item more than one number
   */
  static Dataset checked(Dataset dataset, int vocabulary) throws IOException {
    check(dataset.items(), vocabulary);
    return new Dataset(dataset.items(), dataset.targets(), dataset.form().ofTokens(vocabulary));
  }

  /** Refuses items that hold anything else. */
  static void check(Items items, int vocabulary) throws IOException {
    var shape = items.format().shape();
    if (shape.size() > 1 && shape.get(1) != 1) {
      throw new InvalidDataException(
          "items of %s are no tokens: each place of a series must hold one number"
              .formatted(items.format()));
    }
    var values = new float[items.format().values()];
    for (int item = 0; item < items.count(); item++) {
      items.values(item, values, 0);
      for (int place = 0; place < values.length; place++) {
        float token = values[place];
        if (!(token >= 0 && token < vocabulary && token == Math.rint(token))) {
          throw new InvalidDataException(
              "item %d has %s at place %d; tokens are whole numbers from 0 to %d, below 'vocabulary'"
                  .formatted(item, token, place, vocabulary - 1));
        }
      }
    }
  }
}
