package dev.tuner.api;

import dev.tuner.scheduler.SchedulerConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** The service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(SchedulerConfiguration.class)
public class TunerApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(TunerApplication.class, arguments);
  }
}
