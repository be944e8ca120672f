package dev.tuner.scheduler.provenance;

import java.time.Instant;
import java.util.Map;

/**
 * What ran a trial, as its worker says.
 *
 * @param attempt of the trial
 * @param worker who ran it
 * @param version of the program, such as a version and a checksum, or a commit
 * @param environment machine and libraries by name
 * @param command how to run the trial again; may be null
 */
public record Provenance(
    int attempt,
    String worker,
    String version,
    Map<String, Object> environment,
    String command,
    Instant recordedAt) {}
