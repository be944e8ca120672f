package dev.tuner.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.HandlerMapping;

/** The id in a request's path, as the handler that was found for it names it. */
public final class PathId {
  private PathId() {}

  /** The id; empty where the path has none. */
  public static Optional<String> of(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables
            && variables.get("id") instanceof String id
        ? Optional.of(id)
        : Optional.empty();
  }
}
