package dev.tuner.wire;

import java.time.Instant;
import java.util.Map;

/**
 * What ran a trial in one of its runs: a trial that was paused or lost has several.
 *
 * @param attempt of the trial
 * @param worker the name of the worker that ran it
 * @param version of the program
 * @param environment machine and libraries by name
 * @param command how to run the trial again; absent when the worker gave none
 */
public record ProvenanceView(
    int attempt,
    String worker,
    String version,
    Map<String, Object> environment,
    String command,
    Instant recordedAt) {}
