/** A service and workers on this machine, as child processes. */
package dev.tuner.client.local;
