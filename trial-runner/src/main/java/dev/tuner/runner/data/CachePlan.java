package dev.tuner.runner.data;

import java.nio.file.Path;

/**
 * Where items are kept once they are read and decoded.
 *
 * @param pieceItems how many items lie together, in a file or a block of memory: 1 for each by
 *     itself, {@link Integer#MAX_VALUE} for all in one
 * @param folder of the files; may be shared by any number of processes
 * @param epochs how often each item is read by this trial, as far as is known
 */
public record CachePlan(Kind kind, int pieceItems, Path folder, double epochs) {

  /** Where to keep items. */
  public enum Kind {
    NONE,
    /** In this process's memory: gone when the trial ends. */
    MEMORY,
    /** In {@code .npy} files: there for the next trial, too. */
    FILE,
    /** Whatever suits size, epochs and machine. */
    AUTO
  }

  private static final System.Logger LOG = System.getLogger(CachePlan.class.getName());

  /** Reads every item anew each time. */
  public static CachePlan none() {
    return new CachePlan(Kind.NONE, 1, Path.of("."), 1);
  }

  /** The items with a cache in front of them, or as they are where none would help. */
  public Items over(Items items) {
    if (items.isInMemory() || kind == Kind.NONE || items.count() == 0) {
      return items;
    }
    if (kind != Kind.AUTO) {
      return over(items, kind);
    }
    var choice = CacheChoice.of(items, epochs, Room.of(folder));
    LOG.log(System.Logger.Level.INFO, choice.reason());
    return over(items, choice.kind());
  }

  private Items over(Items items, Kind chosen) {
    long most = Integer.MAX_VALUE / items.format().bytes();
    int piece = (int) Math.min(most, Math.min(pieceItems, items.count()));
    return switch (chosen) {
      case MEMORY -> new MemoryCache(items, piece);
      case FILE -> new FileCache(items, piece, folder);
      default -> items;
    };
  }
}
