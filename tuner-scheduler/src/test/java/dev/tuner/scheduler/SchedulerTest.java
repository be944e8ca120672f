package dev.tuner.scheduler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole module on real PostgreSQL, without background jobs: tests call what the jobs would
 * call.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = SchedulerTest.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "spring.quartz.auto-startup=false")
public @interface SchedulerTest {

  /** What the tests start. */
  @EnableAutoConfiguration
  @Import({SchedulerConfiguration.class, TestDatabase.class, Scene.class})
  class Application {}
}
