/**
 * The JSON of the API, version 1, as records shared by server and client.
 *
 * <p>Property names are these component names in snake_case. A null component is left out of the
 * JSON. Instants are ISO-8601 in UTC. Metric values may be the strings {@code "NaN"}, {@code
 * "Infinity"} and {@code "-Infinity"}, because JSON has no such numbers.
 */
package dev.tuner.wire;
