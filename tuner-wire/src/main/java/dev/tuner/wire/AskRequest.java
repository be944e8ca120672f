package dev.tuner.wire;

/**
 * A caller that trains by itself asks for trials of one study.
 *
 * @param clientId who asks; the same client gets its open trials again
 * @param count how many open trials the client wants to have, at least 1
 */
public record AskRequest(String clientId, int count) {}
