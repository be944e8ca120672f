package dev.tuner.client;

import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.MeasurementView;
import dev.tuner.wire.PolicyStep;
import dev.tuner.wire.TrialDetail;
import dev.tuner.wire.TrialExplanation;
import dev.tuner.wire.TrialView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * A handle on one trial. Every call throws {@link NotFoundException} when the trial does not exist.
 */
public final class Trial {
  private final String id;
  private final Api api;

  Trial(String id, Api api) {
    this.id = id;
    this.api = api;
  }

  /** The trial with everything that was decided about it. */
  public TrialDetail detail() {
    return api.send(Call.get(path()), TrialDetail.class);
  }

  /** Why it got its config, and why it was stopped, paused or promoted. */
  public TrialExplanation explain() {
    return api.send(Call.get(path() + "/explain"), TrialExplanation.class);
  }

  /**
   * With which configs its weights were trained, from the first step on; ancestors from whom it
   * took over come first. The scheduler {@code pbt_replay} trains along it.
   */
  public List<PolicyStep> policy() {
    return List.of(api.send(Call.get(path() + "/policy"), PolicyStep[].class));
  }

  /** Its reports by step, read page by page while the stream is consumed. */
  public Stream<MeasurementView> measurements() {
    return Paging.stream(
        token -> {
          var query = new HashMap<String, Object>();
          query.put("page_token", token);
          return api.page(Call.get(path() + "/measurements", query), MeasurementView.class);
        });
  }

  /** Its checkpoints that are kept, by step, read page by page while the stream is consumed. */
  public Stream<CheckpointView> checkpoints() {
    return Paging.stream(
        token -> {
          var query = new HashMap<String, Object>();
          query.put("page_token", token);
          return api.page(Call.get(path() + "/checkpoints", query), CheckpointView.class);
        });
  }

  /**
   * Downloads one of its checkpoints; the file appears whole or not at all.
   *
   * @throws NotFoundException when it is not kept any more
   * @throws CorruptCheckpointException when the bytes do not have their checksum
   */
  public void download(CheckpointView checkpoint, Path target) throws IOException {
    new Checkpoints(api).download(id, checkpoint.step(), checkpoint.sha256(), target);
  }

  /** Ends the trial for good. */
  public TrialView cancel() {
    return api.send(Call.post(path() + ":cancel"), TrialView.class);
  }

  /** Takes the trial from its worker until {@link #resume}. */
  public TrialView pause() {
    return api.send(Call.post(path() + ":pause"), TrialView.class);
  }

  /** Lets a paused trial go on. */
  public TrialView resume() {
    return api.send(Call.post(path() + ":resume"), TrialView.class);
  }

  private String path() {
    return "/trials/" + Call.encoded(id);
  }
}
