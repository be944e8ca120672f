package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.study.Resources;
import java.util.List;
import java.util.Map;

/**
 * What a worker says of itself when it registers.
 *
 * @param incarnation chosen anew by each process, so that a restarted worker is another one
 * @param gpus as many as {@code resources.gpu}; or none: nothing is known of its devices
 */
public record Registration(
    String name,
    String incarnation,
    Resources resources,
    List<Gpu> gpus,
    Map<String, String> labels) {}
