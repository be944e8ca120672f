package dev.tuner.benchmarks.controlplane;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * What the same PostgreSQL does without any service: rows of the size of a measurement, committed.
 *
 * @param singleRows rows a second, one a commit, from 16 connections
 * @param batchedRows rows a second, 100 a commit, from 4 connections
 */
record BarePostgres(double singleRows, double batchedRows) {
  private static final String INSERT = "insert into bare values (?, ?, ?, ?::jsonb)";

  static BarePostgres measure(Database database, Duration time) {
    database.run(
        "drop table if exists bare",
        "create table bare (trial uuid, step bigint, value double precision, metrics jsonb, primary"
            + " key (trial, step))");
    var single = Load.of(16, time, () -> writer(database, 1)).perSecond();
    var batched = Load.of(4, time, () -> writer(database, 100)).perSecond() * 100;
    database.run("drop table bare");
    return new BarePostgres(single, batched);
  }

  private static Load.Client writer(Database database, int rows) {
    try {
      var connection = database.connect();
      connection.setAutoCommit(false);
      return new Writer(connection, connection.prepareStatement(INSERT), rows);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Writer(java.sql.Connection connection, PreparedStatement insert, int rows)
      implements Load.Client {
    @Override
    public int call() {
      try {
        for (int i = 0; i < rows; i++) {
          insert.setObject(1, UUID.randomUUID());
          insert.setLong(2, i);
          insert.setDouble(3, 0.5);
          insert.setString(4, "{\"loss\": 0.123456789}");
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
        return 1;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
