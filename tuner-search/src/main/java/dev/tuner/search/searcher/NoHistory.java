package dev.tuner.search.searcher;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The history of a study that has not begun. */
enum NoHistory implements History {
  INSTANCE;

  @Override
  public List<Observed> rungs() {
    return List.of();
  }

  @Override
  public Results finished() {
    return new Results();
  }

  @Override
  public Collection<Observation> unheard() {
    return List.of();
  }

  @Override
  public boolean isTried(Map<String, Object> config) {
    return false;
  }
}
