/** The {@code tuner} command. {@link dev.tuner.client.cli.Tuner} is its main class. */
package dev.tuner.client.cli;
