package dev.tuner.api;

import dev.tuner.scheduler.TestDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A test of the whole service over real HTTP and real PostgreSQL, without the background jobs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = TunerApplication.class,
    properties = {
      "spring.quartz.auto-startup=false",
      "tuner.metrics.census-every=1d",
    })
@Import({TestDatabase.class, Http.class, Client.class})
public @interface ServiceTest {}
