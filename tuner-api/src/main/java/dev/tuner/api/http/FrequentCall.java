package dev.tuner.api.http;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * A call that comes so often that {@link FrequentCalls} answers it: a POST of a JSON body to {@code
 * prefix + id + suffix}, or to {@code prefix} alone where there is no suffix.
 *
 * @param suffix what follows the id in the path; empty: the path has no id
 * @param body the record that is sent
 * @param method of the controller; its id is null where the path has none
 */
public record FrequentCall<T>(
    String prefix,
    String suffix,
    Class<T> body,
    BiFunction<UUID, T, ? extends CompletableFuture<?>> method) {

  private static final int ID_LENGTH = 36;

  /** A controller that has such calls. */
  public interface Controller {
    Iterable<FrequentCall<?>> frequentCalls();
  }

  boolean matches(String path) {
    return suffix.isEmpty()
        ? path.equals(prefix)
        : path.length() == prefix.length() + ID_LENGTH + suffix.length()
            && path.startsWith(prefix)
            && path.endsWith(suffix);
  }

  /**
   * The id in the path; null where it has none.
   *
   * @throws IllegalArgumentException if it is no id
   */
  UUID id(String path) {
    return suffix.isEmpty()
        ? null
        : UUID.fromString(path.substring(prefix.length(), prefix.length() + ID_LENGTH));
  }

  CompletableFuture<?> answer(UUID id, Object json) {
    return method.apply(id, body.cast(json));
  }

  /** As metrics name it. */
  String pattern() {
    return suffix.isEmpty() ? prefix : prefix + "{id}" + suffix;
  }
}
