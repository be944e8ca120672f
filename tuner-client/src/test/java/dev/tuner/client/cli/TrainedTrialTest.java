package dev.tuner.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.client.StandInService;
import dev.tuner.client.StandInService.Answer;
import dev.tuner.client.screen.Samples;
import dev.tuner.client.screen.Terminal;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.Page;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoint predict, export and reproduce take, and what they say of it. */
class TrainedTrialTest {

  private static final String WEIGHTS =
      "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";

  private final StandInService service = StandInService.start();
  private final StringWriter err = new StringWriter();
  private final String study =
      "/studies/" + Samples.study("COMPLETED", 2, 0, Samples.trial(7, "STOPPED", 0.9861)).id();
  @TempDir private Path home; // without a trial-runner: what is taken is said before it is called

  @BeforeEach
  void serve() {
    var found = Samples.study("COMPLETED", 2, 0, Samples.trial(7, "STOPPED", 0.9861));
    service.gives("GET /studies", new Page<>(List.of(found), null));
    service.gives("GET " + study, found);
    var trials = List.of(Samples.trial(7, "STOPPED", 0.9861), Samples.trial(8, "STOPPED", 0.9));
    service.gives("GET " + study + "/trials", new Page<>(trials, null));
    for (var bytes : List.of("t-7/checkpoints/9", "t-8/checkpoints/6", "t-8/checkpoints/5")) {
      service.on("GET /trials/" + bytes, Answer.text(200, "weights"));
    }
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void theBestThatIsKeptByTheStudysMetric() {
    keeps(study, checkpoint(7, 9, 0.9861), checkpoint(8, 6, 0.9));
    export("digits");
    assertThat(err.toString())
        .startsWith(
            "Taken: the checkpoint of trial 7 at step 9 (val_accuracy 0.9861): the best that is"
                + " kept\n");
  }

  @Test
  void saysWhenABetterOneIsNotKept() {
    keeps(study, checkpoint(8, 6, 0.9));
    export("digits");
    assertThat(err.toString())
        .contains("of trial 8 at step 6")
        .contains(
            "the best that is kept; that of the best trial, 7, at step 9 is not kept any more");
  }

  @Test
  void ofATrialItsBestOrLastOrTheOneAskedFor() {
    keeps("/trials/t-7", checkpoint(7, 9, 0.9861));
    keeps("/trials/t-8", checkpoint(8, 5, 0.8), checkpoint(8, 6, 0.7));
    export("digits", "--trial", "7");
    assertThat(err.toString()).contains("trial 7 at step 9 (val_accuracy 0.9861): its best\n");
    export("digits", "--trial", "8");
    assertThat(err.toString())
        .contains("trial 8 at step 6", "its last; that of its best step, 9, is not kept any more");
    export("digits", "--trial", "8", "--step", "5");
    assertThat(err.toString()).contains("trial 8 at step 5 (val_accuracy 0.8000): as asked for\n");
  }

  @Test
  void refusesWhatIsNotThereOrDoesNotFitTogether() {
    keeps(study);
    keeps("/trials/t-8", checkpoint(8, 6, 0.7));
    refuses("Study digits keeps no checkpoint; ", "digits");
    refuses("Trial 8 keeps no checkpoint of step 4; ", "digits", "--trial", "8", "--step", "4");
    refuses("--step goes with --trial", "digits", "--step", "4");
    refuses("Give either STUDY or --checkpoint FILE", "digits", "--checkpoint", "file");
    refuses("Give either STUDY or --checkpoint FILE");
    refuses("--trial and --step go with STUDY", "--checkpoint", "file", "--trial", "8");
    refuses("expected one of [NPZ, ONNX, DL4J] (case-insensitive)", "digits", "--format", "pmml");
  }

  private void refuses(String message, String... arguments) {
    assertThat(export(arguments)).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(err.toString()).contains(message);
  }

  private void keeps(String owner, CheckpointView... checkpoints) {
    service.gives("GET " + owner + "/checkpoints", new Page<>(List.of(checkpoints), null));
  }

  private static CheckpointView checkpoint(int trial, long step, double accuracy) {
    var metrics = Map.of("val_accuracy", accuracy);
    return new CheckpointView(
        "t-" + trial, trial, step, 7, WEIGHTS, accuracy, metrics, Samples.START);
  }

  private int export(String... arguments) {
    var words = new java.util.ArrayList<>(List.of("export"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--server", service.address().toString()));
    var surroundings =
        new Surroundings(
            Terminal.paper(), java.time.Clock.systemUTC(), duration -> {}, Optional.of(home));
    return Tuner.commandLine(surroundings)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(words.toArray(String[]::new));
  }
}
