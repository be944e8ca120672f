package dev.tuner.api.tracing;

import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves tracing out, with all that it costs a request, unless a collector is named: {@code
 * management.opentelemetry.tracing.export.otlp.endpoint}.
 */
public final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

  static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

  private Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public boolean[] match(String[] configurations, AutoConfigurationMetadata metadata) {
    var wanted = environment.containsProperty(ENDPOINT);
    var match = new boolean[configurations.length];
    for (int i = 0; i < match.length; i++) {
      match[i] = wanted || !isTracing(configurations[i]);
    }
    return match;
  }

  /**
   * @param configuration null: another filter left it out already
   */
  private static boolean isTracing(String configuration) {
    return configuration != null
        && Stream.of("micrometer.tracing.", "opentelemetry.")
            .anyMatch(part -> configuration.startsWith("org.springframework.boot." + part));
  }
}
