package dev.tuner.api.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.mock.env.MockEnvironment;

/** That a report is traced to a collector is in end-to-end's {@code ObservabilityTest}. */
class TracingSwitchTest {

  private static final String[] ALL =
      ImportCandidates.load(AutoConfiguration.class, TracingSwitchTest.class.getClassLoader())
          .getCandidates()
          .toArray(String[]::new);

  private final MockEnvironment environment = new MockEnvironment();
  private final TracingSwitch filter = new TracingSwitch();

  TracingSwitchTest() {
    filter.setEnvironment(environment);
  }

  @Test
  void leavesOutNothingButTracing() {
    assertThat(leftOut())
        .isNotEmpty()
        .allMatch(name -> name.matches(".*(tracing|opentelemetry).*"));
  }

  @Test
  void leavesNothingOutOnceACollectorIsNamed() {
    environment.setProperty(TracingSwitch.ENDPOINT, "http://collector:4318/v1/traces");
    assertThat(leftOut()).isEmpty();
  }

  private List<String> leftOut() {
    var match = filter.match(ALL, null);
    return IntStream.range(0, ALL.length).filter(i -> !match[i]).mapToObj(i -> ALL[i]).toList();
  }
}
