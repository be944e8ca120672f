package dev.tuner.runner.data;

import java.util.List;
import java.util.stream.IntStream;

/** What is wanted of each item. */
public sealed interface Targets {

  int count();

  /** The number of target values of one item. */
  int width();

  /** Writes the target values of one item from {@code offset} on. */
  void values(int index, float[] to, int offset);

  /** A small number for each item: splits take the same share of each. */
  int[] strata();

  /** What the items of this one's stratum are called, for errors. */
  String stratum(int item);

  /**
   * Classes.
   *
   * @param labels each item's class, from 0
   * @param names the classes' names
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; copying would double the memory
  record Classes(int[] labels, List<String> names) implements Targets {
    public Classes {
      names = List.copyOf(names);
      if (names.size() < 2) {
        throw new InvalidDataException("all items have one class; two are the least");
      }
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] < 0 || labels[i] >= names.size()) {
          throw new InvalidDataException(
              "item %d has label %d, but %d classes have labels 0 to %d; correct the file or 'classes'"
                  .formatted(i, labels[i], names.size(), names.size() - 1));
        }
      }
    }

    /** Classes that are called by their numbers. */
    static Classes numbered(int[] labels, int classes) {
      return new Classes(labels, IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    @Override
    public int count() {
      return labels.length;
    }

    @Override
    public int width() {
      return names.size();
    }

    @Override
    public void values(int index, float[] to, int offset) {
      for (int c = 0; c < names.size(); c++) {
        to[offset + c] = c == labels[index] ? 1 : 0;
      }
    }

    @Override
    public int[] strata() {
      return labels;
    }

    @Override
    public String stratum(int item) {
      return "class '%s'".formatted(names.get(labels[item]));
    }

    /** How many items each class has. */
    public int[] counts() {
      var counts = new int[names.size()];
      for (int label : labels) {
        counts[label]++;
      }
      return counts;
    }
  }

  /** Numbers, all of the same number of columns. */
  @SuppressWarnings("ArrayRecordComponent")
  record Numbers(float[][] rows) implements Targets {
    private static final int STRATA = 10;
    private static final int SMALL = 200; // below, strata would be too small for both parts

    @Override
    public int count() {
      return rows.length;
    }

    @Override
    public int width() {
      return rows[0].length;
    }

    @Override
    public void values(int index, float[] to, int offset) {
      System.arraycopy(rows[index], 0, to, offset, rows[index].length);
    }

    /** Tenths of the first column, from its smallest values to its largest. */
    @Override
    public int[] strata() {
      var strata = new int[rows.length];
      if (rows.length < SMALL) {
        return strata;
      }
      int[] order =
          IntStream.range(0, rows.length)
              .boxed()
              .sorted((a, b) -> Float.compare(rows[a][0], rows[b][0]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int rank = 0; rank < order.length; rank++) {
        strata[order[rank]] = (int) ((long) rank * STRATA / order.length);
      }
      return strata;
    }

    @Override
    public String stratum(int item) {
      return "the data set";
    }
  }

  /** The relevance of each document of a query, at least 0; -1 is padding. */
  @SuppressWarnings("ArrayRecordComponent")
  record Relevances(float[][] queries) implements Targets {
    @Override
    public int count() {
      return queries.length;
    }

    @Override
    public int width() {
      return queries[0].length;
    }

    @Override
    public void values(int index, float[] to, int offset) {
      System.arraycopy(queries[index], 0, to, offset, queries[index].length);
    }

    @Override
    public int[] strata() {
      return new int[queries.length];
    }

    @Override
    public String stratum(int item) {
      return "the data set";
    }
  }
}
