package dev.tuner.wire;

import java.util.List;

/**
 * A page of a list.
 *
 * @param nextPageToken send it as {@code page_token} to get the next page; absent on the last page
 */
public record Page<T>(List<T> items, String nextPageToken) {}
