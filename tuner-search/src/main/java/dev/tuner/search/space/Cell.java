package dev.tuner.search.space;

/** The part of the unit interval that leads to one value; for a continuum it has no width. */
public record Cell(double low, double high) {}
