package dev.tuner.client;

import java.util.Map;

/**
 * Something that happened in a study. docs/events.md tells what each kind has in it.
 *
 * @param kind {@code measurement}, {@code decision}, {@code trial}, {@code study} or {@code reset};
 *     a later version of the service may tell further kinds
 * @param data its fields, in the API's own words
 */
public record StudyEvent(String kind, Map<String, Object> data) {}
