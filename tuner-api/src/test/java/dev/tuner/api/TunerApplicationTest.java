package dev.tuner.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.scheduler.checkpoint.CheckpointProperties;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The whole service as {@code java -jar} starts it, but on a free port. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(Http.class)
@DirtiesContext
class TunerApplicationTest {

  @TempDir static Path dataDirectory;

  @Autowired private Http http;
  @Autowired private Environment environment;
  @Autowired private ApiProperties properties;
  @Autowired private CheckpointProperties checkpoints;

  @DynamicPropertySource
  static void keepDataInATemporaryDirectory(DynamicPropertyRegistry registry) {
    registry.add("tuner.data-dir", dataDirectory::toString);
  }

  @Test
  void startsWithItsEmbeddedDatabaseAndIsReady() {
    assertThat(http.get("/actuator/health/readiness").body()).contains("\"status\":\"UP\"");
    assertThat(http.get("/actuator/health/liveness").body()).contains("\"status\":\"UP\"");
    assertThat(dataDirectory.resolve("postgresql").resolve("data")).isDirectory();
    assertThat(checkpoints.directory()).isEqualTo(dataDirectory.resolve("checkpoints"));
  }

  @Test
  void describesItsApiAsOpenApi31() {
    var description = read(http.get("/v3/api-docs").body());
    assertThat(description.get("openapi")).asString().startsWith("3.1");
    assertThat(description.get("info"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("title", "Tuner");
  }

  @Test
  void describesNamesAsTheyAreWrittenAndProblemsForEveryCall() {
    var description = http.get("/v3/api-docs").body();
    assertThat(description).contains("\"num_samples\"").doesNotContain("\"numSamples\"");
    assertThat(description)
        .contains("application/problem+json")
        .contains("#/components/schemas/Problem");
  }

  @Test
  void showsItsMetrics() {
    assertThat(http.get("/actuator/prometheus").body()).contains("hikaricp_connections_max");
  }

  @Test
  void hidesWhatOnlyADebuggerNeeds() {
    http.get("/actuator/env").isProblem(404, "no-such-resource");
    http.get("/actuator/heapdump").isProblem(404, "no-such-resource");
  }

  @Test
  void listensOnTheLoopbackAddressByDefault() {
    assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    assertThat(properties.maxBody()).isEqualTo(DataSize.ofMegabytes(1));
  }

  private static Map<String, Object> read(String json) {
    return JsonMapper.shared().readValue(json, new TypeReference<>() {});
  }
}
