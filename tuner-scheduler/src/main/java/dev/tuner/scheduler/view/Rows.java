package dev.tuner.scheduler.view;

import java.util.List;

/**
 * A page of a view.
 *
 * @param next the token of the next page; null on the last one
 */
public record Rows<T>(List<T> rows, String next) {}
