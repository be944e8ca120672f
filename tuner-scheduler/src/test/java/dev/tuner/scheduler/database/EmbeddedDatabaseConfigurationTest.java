package dev.tuner.scheduler.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.scheduler.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedDatabaseConfigurationTest {

  @TempDir Path directory;

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EmbeddedDatabaseConfiguration.class, DataSourceAutoConfiguration.class));

  @Test
  void startsAnEmbeddedServerInTheDataDirectoryWhenNothingIsConfigured() {
    application
        .withPropertyValues("tuner.data-dir=" + directory)
        .run(
            context -> {
              var database = JdbcClient.create(context.getBean(DataSource.class));
              assertThat(database.sql("select current_user").query(String.class).single())
                  .isEqualTo("tuner");
              assertThat(directory.resolve("postgresql").resolve("data")).isDirectory();
            });
  }

  @Test
  void startsNothingWhenThePropertyPointsToAServer() {
    var server = TestDatabase.create();
    application
        .withPropertyValues(
            "tuner.data-dir=" + directory,
            "spring.datasource.url=" + server.getJdbcUrl(),
            "spring.datasource.username=" + server.getUsername(),
            "spring.datasource.password=" + server.getPassword())
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(EmbeddedDatabase.class);
              var database = JdbcClient.create(context.getBean(DataSource.class));
              assertThat(database.sql("select 1").query(Integer.class).single()).isOne();
              assertThat(directory).isEmptyDirectory();
            });
  }

  @Test
  void pinsEveryDefault() {
    new ApplicationContextRunner()
        .withUserConfiguration(Defaults.class)
        .run(
            context -> {
              assertThat(context.getBean(DataDirectory.class).dataDir())
                  .isEqualTo(Path.of(System.getProperty("user.home"), ".tuner"));
              var properties = context.getBean(EmbeddedDatabaseProperties.class);
              assertThat(properties.startTimeout()).isEqualTo(Duration.ofSeconds(60));
              assertThat(properties.stopTimeout()).isEqualTo(Duration.ofSeconds(30));
            });
  }

  @Test
  void refusesAHomeDirectoryThatOnlyAShellUnderstands() {
    application
        .withPropertyValues("tuner.data-dir=~/tuner")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("tuner.data-dir is '~/tuner'"));
  }

  @Test
  void refusesATimeoutBelowASecond() {
    application
        .withPropertyValues("tuner.data-dir=" + directory, "tuner.database.stop-timeout=10ms")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessage("tuner.database.stop-timeout must be at least 1s but was PT0.01S"));
  }

  @Test
  void showsWhyTheDatabaseDidNotStartWithoutAStackTrace() {
    var failure = new DatabaseStartException("Another one uses it", "Stop it.", null);
    var analysis = new DatabaseStartFailureAnalyzer().analyze(new IllegalStateException(failure));
    assertThat(analysis)
        .extracting(FailureAnalysis::getDescription, FailureAnalysis::getAction)
        .containsExactly("Another one uses it", "Stop it.");
  }

  @EnableConfigurationProperties({DataDirectory.class, EmbeddedDatabaseProperties.class})
  static class Defaults {}
}
