package dev.tuner.client;

import dev.tuner.wire.AskRequest;
import dev.tuner.wire.Assignments;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.CurveView;
import dev.tuner.wire.GivenTrial;
import dev.tuner.wire.GivenTrials;
import dev.tuner.wire.Page;
import dev.tuner.wire.ReplayRequest;
import dev.tuner.wire.ReplayView;
import dev.tuner.wire.RungView;
import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A handle on one study. Every call throws {@link NotFoundException} when the study does not exist.
 */
public final class Study {
  private final String id;
  private final Api calls;
  private final Api reports;
  private final JdkTransport http;

  Study(String id, Api calls, Api reports, JdkTransport http) {
    this.id = id;
    this.calls = calls;
    this.reports = reports;
    this.http = http;
  }

  /** The study's id. */
  public String id() {
    return id;
  }

  /** The study as it is now. */
  public StudyView view() {
    return calls.send(Call.get(path()), StudyView.class);
  }

  /**
   * What happens in the study, as it happens, from now on. Close it when you have heard enough.
   * Returns at once: the line is connected in the background, and again whenever it breaks.
   */
  public StudyEvents events() {
    return new StudyEvents(Call.get(path() + "/events"), http);
  }

  /** Starts no more trials until {@link #resume}. */
  public StudyView pause() {
    return calls.send(Call.post(path() + ":pause"), StudyView.class);
  }

  /** Goes on after {@link #pause}. */
  public StudyView resume() {
    return calls.send(Call.post(path() + ":resume"), StudyView.class);
  }

  /**
   * Puts the given fields in the place of the study's own; null takes one out. More {@code
   * num_samples} or {@code time_budget} lets an ended study go on.
   *
   * @throws InvalidRequestException with every bad field
   * @throws ConflictException when the study is archived or was cancelled
   */
  public StudyView change(Map<String, Object> fields) {
    return calls.send(Call.patch(path(), fields), StudyView.class);
  }

  /** Creates a study like this one, with these fields in place of its own. */
  public StudyView copy(Map<String, Object> changes) {
    var call = Call.post(path() + ":clone", changes);
    return calls.send(
        call.header("Idempotency-Key", UUID.randomUUID().toString()), StudyView.class);
  }

  /** Has the failed trials tried again, and those alone. */
  public StudyView retryFailed() {
    return calls.send(Call.post(path() + ":retry"), StudyView.class);
  }

  /** Puts an ended study away: it is not listed and cannot be changed. */
  public StudyView archive() {
    return calls.send(Call.post(path() + ":archive"), StudyView.class);
  }

  /** Takes the study out of the archive. */
  public StudyView unarchive() {
    return calls.send(Call.post(path() + ":unarchive"), StudyView.class);
  }

  /**
   * Deletes the study with its trials and checkpoints; one that is gone already counts as deleted.
   *
   * @param force whether to cancel it first if it has not ended
   * @throws ConflictException when it has not ended, and {@code force} is false
   */
  public void delete(boolean force) {
    try {
      calls.send(Call.delete(path() + "?force=" + force));
    } catch (NotFoundException e) {
      return; // also when an earlier try was not answered
    }
  }

  /** Decides the study's log again with its own scheduler; there must be no difference. */
  public ReplayView replay() {
    return calls.send(Call.post(path() + ":replay"), ReplayView.class);
  }

  /**
   * {@link #replay()}, and what another scheduler would have saved and lost on the recorded curves.
   *
   * @param scheduler without a {@code type}: fields in place of those of the study's own
   */
  public ReplayView replay(Map<String, Object> scheduler) {
    var request = new ReplayRequest(scheduler, null);
    return calls.send(Call.post(path() + ":replay", request), ReplayView.class);
  }

  /** Ends the study and its trials for good. */
  public StudyView cancel() {
    return calls.send(Call.post(path() + ":cancel"), StudyView.class);
  }

  /**
   * The best trial so far, of a study with one metric.
   *
   * @throws NotFoundException when no trial has reported a finite value
   */
  public TrialView best() {
    return calls.send(Call.get(path() + "/best"), TrialView.class);
  }

  /**
   * The trials that no other one beats in every metric, best in the first metric first; with one
   * metric the best ones. Empty while no trial has reported finite values.
   */
  public List<TrialView> front() {
    return calls.page(Call.get(path() + "/front"), TrialView.class).items();
  }

  /**
   * A page of the leaderboard.
   *
   * @param pageToken the page before's {@code nextPageToken}; null for the first page
   */
  public Page<TrialView> trials(TrialQuery query, String pageToken) {
    return calls.page(Call.get(path() + "/trials", query.parameters(pageToken)), TrialView.class);
  }

  /** The trials in the query's order, read page by page while the stream is consumed. */
  public Stream<TrialView> trials(TrialQuery query) {
    return Paging.stream(token -> trials(query, token));
  }

  /** The trial with this number, if there is one. */
  public Optional<TrialView> trial(int number) {
    var call = Call.get(path() + "/trials", Map.of("number", number));
    return calls.page(call, TrialView.class).items().stream()
        .filter(
            trial -> trial.number() == number) // a service that does not know the filter gives all
        .findFirst();
  }

  /** The learning curves of the best {@code limit} trials. */
  public List<CurveView> curves(int limit) {
    return calls
        .page(Call.get(path() + "/curves", Map.of("limit", limit)), CurveView.class)
        .items();
  }

  /** The rungs of the study's scheduler; empty when it has none. */
  public List<RungView> rungs() {
    return calls.page(Call.get(path() + "/rungs"), RungView.class).items();
  }

  /** The checkpoints that are kept, the best by the study's metric first, read page by page. */
  public Stream<CheckpointView> checkpoints() {
    return Paging.stream(
        token -> {
          var query = new HashMap<String, Object>();
          query.put("page_token", token);
          return calls.page(Call.get(path() + "/checkpoints", query), CheckpointView.class);
        });
  }

  /**
   * The checkpoint with the best value of the study's metric.
   *
   * @throws NotFoundException when none has a finite value
   */
  public CheckpointView bestCheckpoint() {
    return calls.send(Call.get(path() + "/checkpoints/best"), CheckpointView.class);
  }

  /**
   * Downloads {@link #bestCheckpoint}; the file appears whole or not at all.
   *
   * @return what was downloaded
   * @throws CorruptCheckpointException when the bytes do not have their checksum
   */
  public CheckpointView downloadBestCheckpoint(Path target) throws IOException {
    var best = bestCheckpoint();
    try {
      new Trial(best.trialId(), calls).download(best, target);
      return best;
    } catch (NotFoundException e) {
      // a better one has taken its place meanwhile
      var better = bestCheckpoint();
      new Trial(better.trialId(), calls).download(better, target);
      return better;
    }
  }

  /**
   * Gives trials to the study: finished ones that its searcher learns from, and configs to run
   * next. All are taken in, or none; however often the call has to be sent, once.
   *
   * @throws InvalidRequestException when one is not valid; it names each bad field
   */
  public GivenTrials.Reply give(List<GivenTrial> trials) {
    return give((Object) new GivenTrials(trials));
  }

  /** {@link #give(List)} for trials as JSON object, in the API's own words. */
  public GivenTrials.Reply give(Map<String, Object> trials) {
    return give((Object) trials);
  }

  private GivenTrials.Reply give(Object trials) {
    var call =
        Call.post(path() + "/trials", trials)
            .header("Idempotency-Key", UUID.randomUUID().toString());
    return calls.send(call, GivenTrials.Reply.class);
  }

  /**
   * Asks for trials that the caller trains by itself. The same client gets its open trials again.
   *
   * @param clientId a name for the caller that stays the same when it starts anew
   * @param count how many open trials it wants to have, at least 1
   */
  public List<LeasedTrial> ask(String clientId, int count) {
    return reports
        .send(Call.post(path() + "/trials:ask", new AskRequest(clientId, count)), Assignments.class)
        .assignments()
        .stream()
        .map(assignment -> new LeasedTrial(assignment, reports))
        .toList();
  }

  private String path() {
    return "/studies/" + Call.encoded(id);
  }
}
