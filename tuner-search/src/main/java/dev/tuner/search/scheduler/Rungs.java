package dev.tuner.search.scheduler;

/** A read-only view of all rungs of a study. */
public interface Rungs {

  /** The rung at the milestone {@code level} of the bracket; an empty one when nobody arrived. */
  Rung rung(int bracket, long level);
}
