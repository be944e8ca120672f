package dev.tuner.wire;

/**
 * One rung of a study's scheduler.
 *
 * @param milestone the step at which trials are compared here
 * @param size trials that reached it
 * @param promoted trials that went on from it
 * @param waiting trials paused at it that may still be promoted
 * @param best the best value of the study's metric here; absent when no trial has a finite one
 */
public record RungView(
    int bracket, long milestone, int size, int promoted, int waiting, Double best) {}
