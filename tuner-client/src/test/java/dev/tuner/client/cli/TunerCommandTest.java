package dev.tuner.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.client.StandInService;
import dev.tuner.client.StandInService.Answer;
import dev.tuner.client.WireJson;
import dev.tuner.client.screen.Samples;
import dev.tuner.client.screen.Terminal;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.GivenTrials;
import dev.tuner.wire.Page;
import dev.tuner.wire.Problem;
import dev.tuner.wire.StudyPreview;
import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialDetail;
import dev.tuner.wire.TrialView;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunerCommandTest {
  private static final TrialView BEST = Samples.trial(7, "STOPPED", 0.9861);
  private static final StudyView RUNNING = Samples.study("RUNNING", 1, 1, BEST);
  private static final StudyView COMPLETED = Samples.study("COMPLETED", 2, 0, BEST);
  private static final String STUDY_PATH = "/studies/" + RUNNING.id();

  private static final String WEIGHTS =
      "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";
  private static final Instant STORED = Instant.parse("2026-01-02T03:04:05Z");
  private static final CheckpointView CHECKPOINT =
      new CheckpointView("t-7", 7, 9, 7, WEIGHTS, 0.9861, Map.of("val_accuracy", 0.9861), STORED);
  private static final CheckpointView UNREPORTED =
      new CheckpointView("t-7", 7, 10, 1_234_567, WEIGHTS, null, Map.of(), STORED);

  private final StandInService service = StandInService.start();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.START);
  @TempDir private Path directory;

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void runShowsTheStudyUntilItsEndAndTheBestOnTheLastLine() throws IOException {
    serveStudy(RUNNING, RUNNING, COMPLETED);

    assertThat(execute("run", studyFile("{\"name\": \"digits\"}"))).isZero();
    assertThat(out.toString())
        .contains("Study digits: RUNNING, 0 s", "    7  STOPPED  0.002311            adam")
        .contains(
            "Study digits: COMPLETED after 2 min 3 s",
            "Best config (trial 7):",
            "\"lr\" : 0.0023114")
        .endsWith("best val_accuracy 0.9861\n");
    assertThat(service.requests().get(0).body()).isEqualTo("{\"name\":\"digits\"}");
  }

  @Test
  void runReadsTheTrialsOnlyWhenTheStudyHasChanged() throws IOException {
    serveStudy(RUNNING, RUNNING, RUNNING, RUNNING, COMPLETED);

    execute("run", studyFile("{}"));
    assertThat(service.count("GET " + STUDY_PATH)).isEqualTo(5);
    assertThat(service.count("GET " + STUDY_PATH + "/trials")).isEqualTo(4);
  }

  @Test
  void runPrintsOneLineForEachProblemOfAStudy() throws IOException {
    var problem =
        new Problem(
            null,
            null,
            400,
            "invalid-study",
            "2 problems",
            List.of(
                new Problem.FieldError("/space/lr", "lower must be > 0 but was -1"),
                new Problem.FieldError("/nmae", "unknown field; did you mean name?")));
    service.on("POST /studies", Answer.of(400, problem));

    assertThat(execute("run", studyFile("{}"))).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            """
            /space/lr: lower must be > 0 but was -1
            /nmae: unknown field; did you mean name?
            """);
  }

  @Test
  void runExitsWithOneWhenTheStudyFailedOrHasNoFiniteResult() throws IOException {
    serveStudy(Samples.study("FAILED", 1, 0, BEST));
    assertThat(execute("run", studyFile("{}"))).isEqualTo(1);

    serveStudy(Samples.study("COMPLETED", 1, 0, null));
    assertThat(execute("run", studyFile("{}"))).isEqualTo(1);
    assertThat(out.toString()).endsWith("no trial reported a finite val_accuracy\n");
  }

  @Test
  void runOutlastsARestartOfTheService() throws IOException {
    serveStudy(RUNNING);
    service.on(
        "GET " + STUDY_PATH,
        Answer.of(200, RUNNING),
        Answer.problem(503, "starting", "Not yet.").with("Retry-After", "0"),
        Answer.problem(503, "starting", "Not yet.").with("Retry-After", "0"),
        Answer.problem(503, "starting", "Not yet.").with("Retry-After", "0"),
        Answer.problem(503, "starting", "Not yet.").with("Retry-After", "0"),
        Answer.of(200, COMPLETED));

    assertThat(execute("run", studyFile("{}"))).isZero();
    assertThat(out.toString()).endsWith("best val_accuracy 0.9861\n");
  }

  @Test
  void runDetachedOnlyPrintsTheId() throws IOException {
    serveStudy(RUNNING);

    assertThat(execute("run", "--detach", studyFile("{}"))).isZero();
    assertThat(out.toString()).isEqualTo(RUNNING.id() + "\n");
  }

  @Test
  void saysWhereAStudyFileIsNoJson() throws IOException {
    assertThat(execute("run", studyFile("{\"name\":\n  digits}"))).isEqualTo(2);
    assertThat(err.toString()).contains("study.json: line 2, column ");

    assertThat(execute("run", studyFile("{\"seed\": 1, \"seed\": 2}"))).isEqualTo(2);
    assertThat(err.toString()).containsIgnoringCase("duplicate").contains("\"seed\"");

    assertThat(execute("run", directory.resolve("none.json").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("There is no file ");
  }

  @Test
  void saysThatNoWorkerIsConnected() throws IOException {
    var idle = Samples.study("RUNNING", 1, 0, null);
    serveStudy(idle, idle, idle, idle, idle, idle, idle, idle, idle, idle, idle, idle, COMPLETED);
    service.gives("GET /workers", new Page<>(List.of(), null));

    execute("run", studyFile("{}"));
    assertThat(out.toString())
        .contains("No worker is connected; start service and worker with: tuner up");
  }

  @Test
  void watchFindsAStudyByName() {
    serveStudy(COMPLETED);

    assertThat(execute("watch", "digits", "--no-live")).isZero();
    assertThat(out.toString())
        .startsWith("Study digits: COMPLETED after")
        .endsWith("best val_accuracy 0.9861\n");
  }

  @Test
  void trialsTakesSortStateAndColumns() {
    serveStudy(RUNNING);

    assertThat(
            execute(
                "trials",
                "digits",
                "--sort",
                "-number",
                "--state",
                "stopped",
                "--columns",
                "epochs"))
        .isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            trial  state    epochs  step  val_accuracy    best
                7  STOPPED       9     9        0.9861  0.9861
            """);
    assertThat(last("GET " + STUDY_PATH + "/trials").query())
        .contains("sort=-number", "state=STOPPED");
  }

  @Test
  void printsJsonForScripts() {
    serveStudy(RUNNING);
    service.gives("GET " + STUDY_PATH + "/best", BEST);

    execute("best", "digits", "--json");
    assertThat(WireJson.read(out.toString(), TrialView.class)).isEqualTo(BEST);

    out.getBuffer().setLength(0);
    execute("studies", "--json");
    assertThat(WireJson.read(out.toString(), StudyView.class)).isEqualTo(RUNNING);
  }

  @Test
  void bestExitsWithOneWhileThereIsNone() {
    serveStudy(Samples.study("RUNNING", 1, 0, null));

    assertThat(execute("best", "digits")).isEqualTo(1);
    assertThat(execute("best", "digits", "--json")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("no trial reported a finite val_accuracy\n");
  }

  @Test
  void trialShowsItsDecisions() {
    serveStudy(RUNNING);
    service.gives(
        "GET /trials/t-7", new TrialDetail(BEST, null, null, List.of(), null, List.of(), "Killed"));

    assertThat(execute("trial", "digits", "7")).isZero();
    assertThat(out.toString())
        .startsWith("Trial 7 of study digits: STOPPED")
        .endsWith("Log:\n  Killed\n");

    assertThat(execute("trial", "digits", "8")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("Study digits has no trial 8\n");
  }

  @Test
  void checkpointsListsTheBestFirst() {
    serveStudy(RUNNING);
    service.gives(
        "GET " + STUDY_PATH + "/checkpoints", new Page<>(List.of(CHECKPOINT, UNREPORTED), null));

    assertThat(execute("checkpoints", "digits")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            trial  step  val_accuracy    size  sha256        stored
                7     9        0.9861     7 B  9a129038d9a0  2026-01-02T03:04:05Z
                7    10             -  1.2 MB  9a129038d9a0  2026-01-02T03:04:05Z
            """);
  }

  @Test
  void checkpointDownloadsTheBestAndAnotherOneIfThatWasJustReplaced() throws IOException {
    serveStudy(RUNNING);
    var replaced =
        new CheckpointView("t-7", 7, 8, 7, "0".repeat(64), 0.98, Map.of(), Instant.EPOCH);
    service.on(
        "GET " + STUDY_PATH + "/checkpoints/best",
        Answer.of(200, replaced),
        Answer.of(200, CHECKPOINT));
    service.on(
        "GET /trials/t-7/checkpoints/8", Answer.problem(404, "checkpoint-not-found", "Gone."));
    service.on("GET /trials/t-7/checkpoints/9", Answer.text(200, "weights"));
    var file = directory.resolve("best.zip");

    assertThat(execute("checkpoint", "digits", "--best", "-o", file.toString())).isZero();

    assertThat(file).hasContent("weights");
    assertThat(out.toString())
        .startsWith("checkpoint of trial 7 at step 9 (val_accuracy 0.9861, 7 B, SHA-256 9a129038");
  }

  @Test
  void checkpointDownloadsTheNewestOfATrialOrSaysWhatIsKept() {
    serveStudy(RUNNING);
    service.gives("GET /trials/t-7/checkpoints", new Page<>(List.of(CHECKPOINT), null));
    service.on("GET /trials/t-7/checkpoints/9", Answer.text(200, "weights"));
    var file = directory.resolve("newest.zip");

    assertThat(execute("checkpoint", "digits", "--trial", "7", "-o", file.toString())).isZero();
    assertThat(file).hasContent("weights");

    assertThat(
            execute("checkpoint", "digits", "--trial", "7", "--step", "3", "-o", file.toString()))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("keeps no checkpoint of step 3", "tuner checkpoints digits");
  }

  @Test
  void pausesAStudy() {
    serveStudy(RUNNING);
    service.gives("POST " + STUDY_PATH + ":pause", Samples.study("PAUSED", 3, 0, BEST));

    assertThat(execute("pause", "digits")).isZero();
    assertThat(out.toString()).isEqualTo("Study digits: PAUSED, 0 s\n");
  }

  @Test
  void importSendsTheTrialsOfAFile() throws IOException {
    serveStudy(RUNNING);
    service.gives("POST " + STUDY_PATH + "/trials", new GivenTrials.Reply(2, 1, List.of()));
    var file = directory.resolve("trials.jsonl");
    Files.writeString(
        file,
        """
        {"config": {"lr": 0.1}, "metrics": {"val_accuracy": 0.9}}

        {"config": {"lr": 0.2}}
        """);

    assertThat(execute("import", "digits", file.toString())).isZero();

    assertThat(out.toString()).isEqualTo("Study digits: 2 trials imported, 1 to run next\n");
    var sent = service.requests().get(service.requests().size() - 1);
    assertThat(sent.header("Idempotency-Key")).isNotBlank();
    assertThat((List<?>) WireJson.object(sent.body()).get("trials")).hasSize(2);
  }

  @Test
  void validateShowsWhatTheStudyWouldDo() throws IOException {
    service.gives(
        "POST /studies:validate",
        new StudyPreview(
            Map.of(),
            List.of(Map.of("lr", 0.1)),
            List.of(1L, 3L),
            9L,
            new StudyPreview.Expected(
                60,
                List.of(
                    new StudyPreview.ExpectedRung(0, 1, 60),
                    new StudyPreview.ExpectedRung(0, 3, 21),
                    new StudyPreview.ExpectedRung(0, 9, 8)),
                150L,
                0.0,
                1.25)));

    assertThat(execute("validate", studyFile("{}"), "--seconds-per-step", "30")).isZero();
    assertThat(last("POST /studies:validate").query()).isEqualTo("seconds_per_step=30.0");
    assertThat(out.toString())
        .isEqualTo(
            """
            The study is valid.
            A trial is complete at step 9
            How many trials are expected to reach each milestone:
            bracket  step  trials
                  0     1      60
                  0     3      21
                  0     9       8
            Expected: 60 trials, 150 steps in all, 1.25 CPU-hours
            The first configs:
             lr
            0.1
            """);
  }

  @Test
  void anUnknownStudyOrOptionExitsWithTwo() {
    service.gives("GET /studies", new Page<>(List.of(), null));

    assertThat(execute("watch", "nothing")).isEqualTo(2);
    assertThat(err.toString()).startsWith("There is no study with name or id nothing");
    assertThat(execute("studies", "--colums")).isEqualTo(2);
    assertThat(execute("studies", "--limit", "0")).isEqualTo(2);
  }

  @Test
  void aServiceThatIsAwayExitsWithThreeAndSaysWhatToDo() {
    service.close();

    assertThat(execute("studies")).isEqualTo(3);
    assertThat(err.toString()).contains("cannot be reached at " + service.address(), "tuner up");
  }

  @Test
  void upAndDemoNeedACheckout() {
    assertThat(Tuner.commandLine(surroundings()).setErr(new PrintWriter(err)).execute("demo"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("start it with ./tuner");
  }

  @Test
  void everyCommandHasHelpAndTheExitCodes() {
    for (var command : Tuner.commandLine(surroundings()).getSubcommands().keySet()) {
      out.getBuffer().setLength(0);
      var code =
          Tuner.commandLine(surroundings()).setOut(new PrintWriter(out)).execute(command, "--help");
      assertThat(code).isZero();
      assertThat(out.toString()).contains("Usage: tuner " + command, "Exit codes:");
    }
  }

  private void serveStudy(StudyView... states) {
    var answers = new Answer[states.length];
    for (int at = 0; at < states.length; at++) {
      answers[at] = Answer.of(200, states[at]);
    }
    service
        .on("POST /studies", Answer.of(201, states[0]))
        .gives("GET /studies", new Page<>(List.of(states[0]), null))
        .on("GET " + STUDY_PATH, answers)
        .gives("GET " + STUDY_PATH + "/trials", new Page<>(List.of(BEST), null));
  }

  private int execute(String... arguments) {
    var withServer = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, withServer, 0, arguments.length);
    withServer[arguments.length] = "--server";
    withServer[arguments.length + 1] = service.address().toString();
    return Tuner.commandLine(surroundings())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(withServer);
  }

  private Surroundings surroundings() {
    return new Surroundings(
        Terminal.paper(),
        now::get,
        duration -> now.updateAndGet(instant -> instant.plus(duration)),
        Optional.empty());
  }

  private StandInService.Request last(String call) {
    return service.requests().stream()
        .filter(request -> request.call().equals(call))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private String studyFile(String json) throws IOException {
    return Files.writeString(directory.resolve("study.json"), json).toString();
  }
}
