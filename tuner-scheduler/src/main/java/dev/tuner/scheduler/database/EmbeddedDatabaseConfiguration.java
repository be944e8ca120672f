package dev.tuner.scheduler.database;

import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfigureBefore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Starts the embedded PostgreSQL in {@code tuner.data-dir} when nothing names another database:
 * {@code spring.datasource.url} is the one property that points to a server instead, and then
 * nothing embedded starts.
 *
 * <p>An auto-configuration without {@code @Configuration}: scanning must not find it, because only
 * after all other beans are known can it see whether one of them names a database.
 */
@AutoConfigureBefore(DataSourceAutoConfiguration.class)
@Conditional(EmbeddedDatabaseConfiguration.NoDatabaseUrl.class)
@ConditionalOnMissingBean(JdbcConnectionDetails.class)
@EnableConfigurationProperties({DataDirectory.class, EmbeddedDatabaseProperties.class})
public class EmbeddedDatabaseConfiguration {

  @Bean
  EmbeddedDatabase embeddedDatabase(
      DataDirectory directory, EmbeddedDatabaseProperties properties) {
    var home = directory.dataDir().resolve("postgresql");
    return EmbeddedDatabase.start(home, home, properties, Map.of());
  }

  /** The pool depends on this bean and this bean on the server, so the pool is closed first. */
  @Bean
  JdbcConnectionDetails embeddedDatabaseConnection(EmbeddedDatabase database) {
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return database.user();
      }

      @Override
      public String getPassword() {
        return database.password();
      }

      @Override
      public String getJdbcUrl() {
        return database.url();
      }
    };
  }

  static final class NoDatabaseUrl implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
    }
  }
}
