/** Loads the real service over real HTTP, and compares with what its PostgreSQL does bare. */
package dev.tuner.benchmarks.controlplane;
