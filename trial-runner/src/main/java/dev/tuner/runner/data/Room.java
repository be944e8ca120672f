package dev.tuner.runner.data;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this machine has left for a cache.
 *
 * @param memory bytes that this process may still take outside its heap
 * @param disk bytes free where files would lie
 */
public record Room(long memory, long disk) {

  static Room of(Path folder) {
    return new Room(Math.min(freeMemory(), allowed()), disk(folder));
  }

  /** Bytes of this machine's memory that nobody needs now. */
  public static long freeMemory() {
    try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) { // not Linux
      var system = ManagementFactory.getOperatingSystemMXBean();
      return system instanceof com.sun.management.OperatingSystemMXBean known
          ? known.getFreeMemorySize()
          : 0;
    }
  }

  private static long allowed() {
    var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long limit =
        machine == null ? 0 : Long.parseLong(machine.getVMOption("MaxDirectMemorySize").getValue());
    return limit > 0 ? limit : Runtime.getRuntime().maxMemory();
  }

  private static long disk(Path folder) {
    for (var place = folder.toAbsolutePath(); place != null; place = place.getParent()) {
      if (Files.isDirectory(place)) {
        try {
          return Files.getFileStore(place).getUsableSpace();
        } catch (IOException e) {
          return 0;
        }
      }
    }
    return 0;
  }
}
