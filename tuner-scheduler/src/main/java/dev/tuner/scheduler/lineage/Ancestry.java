package dev.tuner.scheduler.lineage;

import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a trial trained with at each of its steps, and where its weights come from. */
@Component
public class Ancestry {

  private final Lineage lineage;
  private final Trials trials;

  Ancestry(Lineage lineage, Trials trials) {
    this.lineage = lineage;
    this.trials = trials;
  }

  /**
   * A part of the way that led to some weights.
   *
   * @param trial the number of the trial that trained
   * @param from the step of the weights that it began with; 0 for new ones
   * @param seed of the training
   */
  public record Segment(int trial, long from, long seed, Map<String, Object> config) {}

  /** A segment, and the takeover that it began with. */
  private record Part(Segment segment, Optional<Takeover> beginning) {}

  /** The seed and the config with which the trial trained up to a step. */
  Segment at(Trial trial, long step, StudyDefinition definition) {
    return part(trial, step, definition).segment();
  }

  /** How the trial's weights were trained, from the first step on, ancestors first. */
  public List<Segment> policy(UUID trialId, StudyDefinition definition) {
    var segments = new ArrayList<Segment>();
    var trial = get(trialId);
    var part = part(trial, trial.lastStep() + 1, definition);
    segments.add(part.segment());
    while (part.beginning().isPresent()) {
      var taken = part.beginning().get();
      part = part(get(taken.donorId()), taken.donorStep(), definition);
      segments.add(part.segment());
    }
    Collections.reverse(segments);
    return segments;
  }

  private Part part(Trial trial, long step, StudyDefinition definition) {
    List<Takeover> all = trial.hasTakenOver() ? lineage.of(trial.id()) : List.of();
    var before = all.stream().filter(each -> each.step() < step).reduce((a, b) -> b);
    var after = all.stream().filter(each -> each.step() >= step).findFirst();
    var own = TrialRandom.seed(definition.seed(), trial.number(), Purpose.TRAINING);
    var segment =
        new Segment(
            trial.number(),
            before.map(Takeover::donorStep).orElse(0L),
            before.map(Takeover::seed).orElse(own),
            after.map(Takeover::oldConfig).orElse(trial.config()));
    return new Part(segment, before);
  }

  private Trial get(UUID id) {
    return trials.findById(id).orElseThrow(() -> new TrialNotFoundException(id));
  }
}
