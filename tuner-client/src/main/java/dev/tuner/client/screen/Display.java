package dev.tuner.client.screen;

/** Shows a study again and again. */
public interface Display {
  /** How many trials it has room for. */
  int rows();

  /** Shows the study as it is now. */
  void show(Snapshot snapshot);

  /** Shows nothing. */
  static Display none() {
    return new Display() {
      @Override
      public int rows() {
        return 0;
      }

      @Override
      public void show(Snapshot snapshot) {}
    };
  }
}
