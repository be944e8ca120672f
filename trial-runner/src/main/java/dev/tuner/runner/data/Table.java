package dev.tuner.runner.data;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file: a header line, then rows of as many values.
 *
 * @param name what it is called in errors
 */
record Table(String name, List<String> columns, List<List<String>> rows) {

  /**
   * Reads a file, gzipped if it ends in {@code .gz}.
   *
   * @throws InvalidDataException if it is no such file; names the row
   */
  static Table read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidDataException("there is no file " + file);
    }
    try (var in = Files.newInputStream(file)) {
      var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
      return read(file.toString(), plain);
    } catch (ZipException | EOFException e) {
      throw new InvalidDataException(file + " ends in .gz, but is not gzipped");
    }
  }

  static Table read(String name, InputStream in) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    var format = CSVFormat.RFC4180.builder().setTrim(true).setIgnoreEmptyLines(true).build();
    List<CSVRecord> records;
    try (var parser = format.parse(reader)) {
      records = parser.getRecords();
    } catch (IOException | RuntimeException e) { // the parser throws either
      var cause = e.getCause() == null ? e : e.getCause();
      throw new InvalidDataException("%s is no CSV file: %s".formatted(name, cause.getMessage()));
    }
    if (records.size() < 2) {
      throw new InvalidDataException(name + " needs a header line and at least one row");
    }
    var columns = records.get(0).toList();
    var seen = new HashSet<String>();
    for (var column : columns) {
      if (!seen.add(column)) {
        throw new InvalidDataException(
            "%s has two columns called '%s'; give each a name of its own".formatted(name, column));
      }
    }
    for (var row : records) {
      if (row.size() != columns.size()) {
        throw new InvalidDataException(
            "%s: row %d has %d values, but the header has %d"
                .formatted(name, row.getRecordNumber() - 1, row.size(), columns.size()));
      }
    }
    return new Table(name, columns, records.stream().skip(1).map(CSVRecord::toList).toList());
  }

  /**
   * The place of a column.
   *
   * @throws InvalidDataException if there is none of this name
   */
  int column(String wanted) {
    int place = columns.indexOf(wanted);
    if (place < 0) {
      throw new InvalidDataException(
          "%s has no column '%s'; it has %s".formatted(name, wanted, String.join(", ", columns)));
    }
    return place;
  }

  List<String> values(int column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }
}
