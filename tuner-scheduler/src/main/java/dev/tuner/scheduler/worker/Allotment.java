package dev.tuner.scheduler.worker;

import dev.tuner.scheduler.study.Resources;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What a lease holds of its worker.
 *
 * @param amount a part of one device, or whole ones
 * @param gpuMemory bytes on each of the devices
 * @param gpus indexes of the devices; empty without GPU, and for callers that train by themselves
 */
public record Allotment(Resources amount, long gpuMemory, List<Integer> gpus) {
  public Allotment {
    gpus = List.copyOf(gpus);
  }

  /** Amounts of a machine that the caller looks after. */
  public static Allotment of(Resources amount) {
    return new Allotment(amount, 0, List.of());
  }

  /** From the columns cpu, gpu, gpu_memory and gpus of a lease. */
  public static Allotment stored(ResultSet row) throws SQLException {
    return new Allotment(
        new Resources(row.getDouble("cpu"), row.getDouble("gpu")),
        row.getLong("gpu_memory"),
        List.of((Integer[]) row.getArray("gpus").getArray()));
  }

  /** Which part of each of its devices it holds. */
  double partOfEach() {
    return gpus.isEmpty() ? 0 : amount.gpu() / gpus.size();
  }
}
