package dev.tuner.search.definition;

/**
 * One thing that is wrong with a definition.
 *
 * @param pointer JSON pointer (RFC 6901) of the value in the definition
 * @param detail what is wrong with it and what to do
 */
public record Problem(String pointer, String detail) {}
