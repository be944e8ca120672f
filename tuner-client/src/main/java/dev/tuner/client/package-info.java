/**
 * The Java SDK. {@link dev.tuner.client.TunerClient} is the door; handles in front, a chain of
 * transports behind.
 */
package dev.tuner.client;
