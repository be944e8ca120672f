package dev.tuner.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * A test of the HTTP edge alone, over real HTTP: no controllers but those it imports, and no
 * database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = EdgeTest.Edge.class,
    properties = "management.endpoint.health.group.readiness.include=readinessState")
@Import(Http.class)
public @interface EdgeTest {

  /** No {@code @Configuration}, so that the whole application does not find it. */
  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration",
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
        "dev.tuner.scheduler.database.EmbeddedDatabaseConfiguration"
      })
  @ConfigurationPropertiesScan
  @ComponentScan({"dev.tuner.api.http", "dev.tuner.api.json", "dev.tuner.api.problem"})
  class Edge {}
}
