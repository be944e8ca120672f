package dev.tuner.scheduler;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The clock of the database. Leases, deadlines and every stored time go by it, so that instances of
 * the service whose own clocks differ or jump agree on what has expired.
 */
@Component
public class DatabaseTime implements InstantSource {

  private final JdbcClient db;

  DatabaseTime(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Instant instant() {
    return db.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
  }
}
