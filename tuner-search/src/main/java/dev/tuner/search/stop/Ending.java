package dev.tuner.search.stop;

/**
 * A stop criterion of a study is met.
 *
 * @param failed whether the study failed; otherwise it is complete
 * @param reason in words, such as "target 0.99 reached by trial 7 at step 3"
 */
public record Ending(boolean failed, String reason) {}
