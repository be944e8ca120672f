package dev.tuner.benchmarks.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is done to the service, and where.
 *
 * @param home the project's root, where the jars are built
 * @param folder empty or absent; everything is written there
 * @param seed of the draws of what is killed when
 * @param kills how many processes are killed at random points
 * @param meanPause between two kills
 * @param longest how long the kills may take together on a machine that starts things slowly
 * @param outage how long PostgreSQL is away
 * @param network how long connections are slow, cut and doubled
 * @param clockLibrary libfaketime's libfaketime.so.1; empty: no clock jumps
 * @param patience how long anything that must happen may take on this machine
 */
public record FaultPlan(
    Path home,
    Path folder,
    long seed,
    int kills,
    Duration meanPause,
    Duration longest,
    Duration outage,
    Duration network,
    Optional<Path> clockLibrary,
    Duration patience) {}
