package dev.tuner.client;

import dev.tuner.wire.Page;
import dev.tuner.wire.StudyPreview;
import dev.tuner.wire.StudySpec;
import dev.tuner.wire.StudyView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** All studies of the service. */
public final class Studies {
  private static final int SHORTEST_ID_PREFIX = 4;
  private static final String PATH = "/studies";
  private static final Map<String, Object> ARCHIVED = Map.of("archived", true);

  private final Api api;

  Studies(Api api) {
    this.api = api;
  }

  /**
   * Creates a study. However often the call has to be sent, one study is created.
   *
   * @throws InvalidRequestException when the study is not valid; it names each bad field
   */
  public StudyView create(StudySpec spec) {
    return create((Object) spec);
  }

  /** {@link #create(StudySpec)} for a study as JSON object, in the API's own words. */
  public StudyView create(Map<String, Object> spec) {
    return create((Object) spec);
  }

  /**
   * Checks a study and shows what it would do; nothing is stored.
   *
   * @throws InvalidRequestException when the study is not valid; it names each bad field
   */
  public StudyPreview validate(StudySpec spec) {
    return api.send(Call.post(PATH + ":validate", spec), StudyPreview.class);
  }

  /**
   * {@link #validate(Map)} with the GPU and CPU hours that are expected.
   *
   * @param secondsPerStep how long a step of a trial takes; null when nobody knows
   */
  public StudyPreview validate(Map<String, Object> spec, Double secondsPerStep) {
    var path = PATH + ":validate";
    return api.send(
        Call.post(
            secondsPerStep == null ? path : path + "?seconds_per_step=" + secondsPerStep, spec),
        StudyPreview.class);
  }

  /** {@link #validate(StudySpec)} for a study as JSON object, in the API's own words. */
  public StudyPreview validate(Map<String, Object> spec) {
    return api.send(Call.post(PATH + ":validate", spec), StudyPreview.class);
  }

  /**
   * The study with this id.
   *
   * @throws NotFoundException when there is none
   */
  public StudyView get(String id) {
    return api.send(Call.get(PATH + "/" + Call.encoded(id)), StudyView.class);
  }

  /** A page of studies, in the service's order. */
  public Page<StudyView> page(Integer pageSize, String pageToken) {
    var query = new HashMap<String, Object>();
    query.put("page_size", pageSize);
    query.put("page_token", pageToken);
    return api.page(Call.get(PATH, query), StudyView.class);
  }

  /**
   * All studies that are not in the archive, in the service's order, read page by page while the
   * stream is consumed.
   */
  public Stream<StudyView> stream() {
    return list(Map.of());
  }

  /** {@link #stream()} of the studies in the archive. */
  public Stream<StudyView> archived() {
    return list(ARCHIVED);
  }

  /**
   * The study that a person means: by id, by exact name (the newest of that name), or by the first
   * characters of its id (at least four). Those in the archive are looked at last.
   *
   * @throws NotFoundException when there is none
   * @throws InvalidRequestException when the first characters fit several studies
   */
  public StudyView find(String nameOrId) {
    if (nameOrId.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      return get(nameOrId);
    }
    return find(nameOrId, Map.of())
        .or(() -> find(nameOrId, ARCHIVED))
        .orElseThrow(() -> unknown(nameOrId));
  }

  private StudyView create(Object spec) {
    var call = Call.post(PATH, spec).header("Idempotency-Key", UUID.randomUUID().toString());
    return api.send(call, StudyView.class);
  }

  private Optional<StudyView> find(String nameOrId, Map<String, Object> among) {
    return named(nameOrId, among).or(() -> withPrefix(nameOrId, among));
  }

  private Optional<StudyView> named(String name, Map<String, Object> among) {
    var query = new HashMap<>(among);
    query.put("name", name);
    return list(query)
        .filter(study -> study.name().equals(name))
        .max(Comparator.comparing(StudyView::createdAt));
  }

  private Stream<StudyView> list(Map<String, Object> query) {
    return Paging.stream(
        token -> {
          var page = new HashMap<>(query);
          page.put("page_token", token);
          return api.page(Call.get(PATH, page), StudyView.class);
        });
  }

  private Optional<StudyView> withPrefix(String prefix, Map<String, Object> among) {
    if (prefix.length() < SHORTEST_ID_PREFIX) {
      return Optional.empty();
    }
    var found = list(among).filter(study -> study.id().startsWith(prefix)).limit(2).toList();
    if (found.size() > 1) {
      throw new InvalidRequestException(
          "Several studies have an id that starts with %s; give more of it".formatted(prefix),
          new TunerException.Source(0, "ambiguous-study", ""),
          List.of());
    }
    return found.stream().findFirst();
  }

  private static NotFoundException unknown(String nameOrId) {
    return new NotFoundException(
        "There is no study with name or id %s; `tuner studies` lists them".formatted(nameOrId),
        new TunerException.Source(404, "unknown-study", ""));
  }
}
