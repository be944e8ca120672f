package dev.tuner.client;

import java.util.HashMap;
import java.util.Map;

/**
 * Which trials of a study, in which order. Null leaves the choice to the service.
 *
 * @param sort as the API has it; default: best first
 * @param state only trials in this state, such as {@code RUNNING}
 * @param pageSize trials in one page
 */
public record TrialQuery(String sort, String state, Integer pageSize) {

  /** All trials, best first. */
  public static TrialQuery bestFirst() {
    return new TrialQuery(null, null, null);
  }

  /** This query in another order. */
  public TrialQuery sortedBy(String sort) {
    return new TrialQuery(sort, state, pageSize);
  }

  /** This query for trials in one state. */
  public TrialQuery inState(String state) {
    return new TrialQuery(sort, state, pageSize);
  }

  /** This query with pages of another size. */
  public TrialQuery paged(int pageSize) {
    return new TrialQuery(sort, state, pageSize);
  }

  Map<String, Object> parameters(String pageToken) {
    var parameters = new HashMap<String, Object>();
    parameters.put("sort", sort);
    parameters.put("state", state);
    parameters.put("page_size", pageSize);
    parameters.put("page_token", pageToken);
    return parameters;
  }
}
