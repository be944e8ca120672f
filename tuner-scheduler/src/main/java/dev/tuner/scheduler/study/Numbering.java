package dev.tuner.scheduler.study;

import dev.tuner.scheduler.sql.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The numbers that the trials of a study have, from 0 and without gaps, and how many more may be
 * started here. Imported trials have numbers too, but count towards no limit.
 */
public final class Numbering {
  /** What changes whenever a trial is made. */
  static final Columns<Numbering> COLUMNS =
      new Columns<Numbering>()
          .with("next_number", "int4", Numbering::taken)
          .with("imported_trials", "int4", Numbering::imported)
          .with("enqueued_trials", "int4", numbers -> numbers.enqueued);

  private int samples;
  private int next;
  private int imported;
  private int enqueued;

  /** No trial may be started yet. */
  Numbering() {}

  private Numbering(int samples, int next, int imported, int enqueued) {
    this.samples = samples;
    this.next = next;
    this.imported = imported;
    this.enqueued = enqueued;
  }

  static Numbering stored(ResultSet row) throws SQLException {
    return new Numbering(
        row.getInt("num_samples"),
        row.getInt("next_number"),
        row.getInt("imported_trials"),
        row.getInt("enqueued_trials"));
  }

  Numbering copy() {
    return new Numbering(samples, next, imported, enqueued);
  }

  /** From now on so many trials may be started in all. */
  void allow(int samples) {
    this.samples = samples;
  }

  /** Reserves the number of the next trial: never more than {@link #samples} are given out. */
  public int take() {
    if (!hasSamplesLeft()) {
      throw new IllegalStateException("all %d samples are used".formatted(samples));
    }
    return next++;
  }

  /** The same of a trial whose config a person gave. */
  public int takeEnqueued() {
    var number = take();
    enqueued++;
    return number;
  }

  /** The number of a trial that was trained elsewhere. */
  public int takeImported() {
    imported++;
    return next++;
  }

  /** How many trials may be started in all. */
  public int samples() {
    return samples;
  }

  /** How many of them may still be started. */
  public int samplesLeft() {
    return samples - started();
  }

  public boolean hasSamplesLeft() {
    return samplesLeft() > 0;
  }

  /** How many trials there are, imported ones among them. */
  public int taken() {
    return next;
  }

  /** How many of them were trained elsewhere. */
  public int imported() {
    return imported;
  }

  /** How many of them are trained here. */
  public int started() {
    return next - imported;
  }

  /**
   * The turn of a new trial among those that run here, from 0: what a scheduler goes by that fills
   * its brackets in order.
   */
  public int turnOf(int number) {
    return number - imported;
  }

  /**
   * The turn of a new trial among those whose config is suggested, from 0: what a searcher goes by
   * that has a grid or a list to work off.
   */
  public int turnOfSuggestion(int number) {
    return turnOf(number) - enqueued;
  }
}
