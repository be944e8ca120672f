package dev.tuner.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the ids of a request's path into every line of the log that the request causes. */
@Component
class LogIds implements AsyncHandlerInterceptor, WebMvcConfigurer {

  private static final Map<String, String> KEYS =
      Map.of(
          "/api/v1/studies/", "study_id",
          "/api/v1/trials/", "trial_id",
          "/api/v1/workers/", "worker_id");

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    PathId.of(request)
        .ifPresent(
            id ->
                KEYS.forEach(
                    (path, key) -> {
                      if (request.getRequestURI().startsWith(path)) {
                        MDC.put(key, id);
                      }
                    }));
    return true;
  }

  /** Does something for a request that no handler was found for. */
  static void during(HttpServletRequest request, UUID id, Runnable something) {
    for (var key : KEYS.entrySet()) {
      if (id != null && request.getRequestURI().startsWith(key.getKey())) {
        MDC.put(key.getValue(), id.toString());
      }
    }
    try {
      something.run();
    } finally {
      KEYS.values().forEach(MDC::remove);
    }
  }

  @Override
  public void afterConcurrentHandlingStarted(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    KEYS.values().forEach(MDC::remove);
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
    KEYS.values().forEach(MDC::remove);
  }
}
