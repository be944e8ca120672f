package dev.tuner.scheduler.commit;

import dev.tuner.scheduler.judge.LockedStudy;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What one caller wants done in one study, in a transaction that it shares with other callers.
 *
 * @param trials those that the task looks at: loaded for all errands together
 * @param task runs while the study's row is locked; throws a {@link
 *     dev.tuner.scheduler.TunerException} before it has changed anything, or not at all
 */
public record Errand<T>(UUID studyId, List<UUID> trials, Function<LockedStudy, T> task) {}
