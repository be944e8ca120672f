package dev.tuner.wire;

import java.util.Map;

/**
 * What runs a trial, as the holder of its lease says.
 *
 * @param lease the lease under which the trial runs
 * @param version of the program: a version and a checksum, a commit, an image
 * @param environment machine and libraries by name; optional
 * @param command how to run the trial again; optional
 */
public record Provenance(
    long lease, String version, Map<String, String> environment, String command) {}
