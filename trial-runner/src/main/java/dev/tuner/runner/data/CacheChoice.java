package dev.tuner.runner.data;

import java.util.Locale;

/**
 * What {@code auto} chose.
 *
 * @param reason one sentence for the trial's log
 */
record CacheChoice(CachePlan.Kind kind, String reason) {

  private static final double EPOCHS_WORTH_MEMORY = 2;
  private static final int SHARE_OF_MEMORY = 4; // other trials run beside this one
  private static final int SHARE_OF_DISK = 4;

  static CacheChoice of(Items items, double epochs, Room room) {
    long bytes = (long) items.count() * items.format().bytes();
    var size =
        "%d items of %d bytes are %s"
            .formatted(items.count(), items.format().bytes(), megabytes(bytes));
    boolean fitsMemory = bytes <= room.memory() / SHARE_OF_MEMORY;
    boolean fitsDisk = bytes <= room.disk() / SHARE_OF_DISK;
    if (fitsMemory && epochs >= EPOCHS_WORTH_MEMORY) {
      return new CacheChoice(
          CachePlan.Kind.MEMORY,
          "cache: memory, because %s, at most a quarter of the %s that may be used, and they are read %.1f times"
              .formatted(size, megabytes(room.memory()), epochs));
    }
    if (fitsDisk) {
      var why =
          fitsMemory
              ? "read only %.1f times here, but again by the next trial".formatted(epochs)
              : "more than a quarter of the %s of memory that may be used"
                  .formatted(megabytes(room.memory()));
      return new CacheChoice(
          CachePlan.Kind.FILE, "cache: file, because %s, %s".formatted(size, why));
    }
    return new CacheChoice(
        CachePlan.Kind.NONE,
        "cache: none, because %s, too much for a quarter of the %s of memory and of the %s of disk that are left"
            .formatted(size, megabytes(room.memory()), megabytes(room.disk())));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
