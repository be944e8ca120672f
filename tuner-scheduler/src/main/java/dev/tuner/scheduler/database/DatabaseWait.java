package dev.tuner.scheduler.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Lets the start wait until PostgreSQL answers, however long that takes, and tells the log what it
 * waits for. What waiting cannot change (a wrong password, no such database) ends the start.
 */
@Component
class DatabaseWait implements BeanPostProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
  private static final int TRIES_PER_LINE = 10;

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      awaitAnswer(pool);
    }
    return bean;
  }

  private static void awaitAnswer(HikariDataSource pool) {
    var waiting = Thread.currentThread();
    var onShutdown = new Thread(waiting::interrupt, "end-waiting-for-database");
    Runtime.getRuntime().addShutdownHook(onShutdown);
    try {
      retry(pool);
    } catch (InterruptedException e) {
      waiting.interrupt();
      throw new DatabaseStartException(
          "Interrupted while waiting for PostgreSQL at " + pool.getJdbcUrl(),
          "Start the service again",
          e);
    } finally {
      removeHook(onShutdown);
    }
  }

  private static void retry(HikariDataSource pool) throws InterruptedException {
    int tries = 0;
    for (var failure = connect(pool); failure != null; failure = connect(pool)) {
      requirePassing(pool, failure);
      if (tries++ % TRIES_PER_LINE == 0) {
        LOG.warn(
            "PostgreSQL at {} does not answer, the start waits for it (try {}): {}",
            pool.getJdbcUrl(),
            tries,
            failure.getMessage());
      }
      TimeUnit.SECONDS.sleep(1);
    }
    if (tries > 0) {
      LOG.info("PostgreSQL at {} answers, the start goes on", pool.getJdbcUrl());
    }
  }

  /** Why no connection can be had; null when one can. */
  private static SQLException connect(HikariDataSource pool) {
    var properties = new Properties();
    properties.putAll(pool.getDataSourceProperties());
    if (pool.getUsername() != null) {
      properties.setProperty("user", pool.getUsername());
    }
    if (pool.getPassword() != null) {
      properties.setProperty("password", pool.getPassword());
    }
    try (var connection = DriverManager.getConnection(pool.getJdbcUrl(), properties)) {
      return connection.isValid(10) ? null : new SQLException("a connection is not valid");
    } catch (SQLException e) {
      return e;
    }
  }

  /** SQL states: 28 not allowed in, 3D no such database; a wrong address has its own words. */
  private static void requirePassing(HikariDataSource pool, SQLException failure) {
    var state = failure.getSQLState() == null ? "" : failure.getSQLState();
    var words = failure.getMessage() == null ? "" : failure.getMessage();
    if (state.startsWith("28") || state.startsWith("3D") || words.contains("No suitable driver")) {
      throw new DatabaseStartException(
          "PostgreSQL at %s cannot be used: %s".formatted(pool.getJdbcUrl(), words),
          "Correct spring.datasource.url, spring.datasource.username and spring.datasource.password, or create the database",
          failure);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the JVM is ending
    }
  }
}
