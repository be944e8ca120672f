package dev.tuner.scheduler.event;

/**
 * Studies may have changed on another instance of the service, and it is committed: {@link
 * StudyChanged} of the others. Several changes may be told as one.
 */
public record StudyChangedElsewhere() {}
