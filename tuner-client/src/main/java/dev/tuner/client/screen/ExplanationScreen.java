package dev.tuner.client.screen;

import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialExplanation;
import java.util.ArrayList;
import java.util.List;

/** Why a trial got its config, and what was decided about it. */
public final class ExplanationScreen {
  private ExplanationScreen() {}

  /** The lines, decisions oldest first. */
  public static List<String> lines(StudyView study, TrialExplanation explanation) {
    var lines = new ArrayList<String>();
    lines.add(
        "Trial %d of study %s is %s"
            .formatted(explanation.number(), study.name(), explanation.state()));
    var choice = explanation.choice();
    lines.add("config   " + Parameters.inOneLine(choice.config()));
    lines.add("chosen   %s (searcher %s)".formatted(choice.words(), choice.searcher()));
    explanation.decisions().forEach(why -> lines.add("- " + why.words()));
    return lines;
  }
}
