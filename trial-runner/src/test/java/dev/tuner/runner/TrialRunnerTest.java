package dev.tuner.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tuner.wire.LeaseRef;
import dev.tuner.wire.ReportReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker's command as a process, with trials in processes of their own. */
class TrialRunnerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LeaseRef LEASE = new LeaseRef("a", 7);

  @TempDir Path folder;
  private FakeService service;
  private Process worker;

  @BeforeEach
  void startService() throws IOException {
    service = new FakeService(60);
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    if (worker != null) {
      worker.destroyForcibly().waitFor();
    }
    service.close();
  }

  @Test
  void storesACheckpointBeforeEachReportAndCompletesTheTrial() throws Exception {
    service.queue.add(FakeService.trial("a", Map.of("steps", 2)));
    startWorker();
    awaitTold("complete", "a");
    assertThat(service.told.stream().map(FakeService.Told::what))
        .containsExactly("checkpoint", "report", "checkpoint", "report", "complete");
    assertThat(service.checkpoints.get("/trials/a/checkpoints/2")).asString().isEqualTo("2");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(workFiles()).isEmpty());
  }

  @Test
  void endsTheRunWhereTheServiceStopsOrPausesTheTrialAndTakesTheNext() throws Exception {
    service.decide(report -> report.step() == 2 ? reply("PAUSE", "PAUSED") : FakeService.GO_ON);
    service.queue.add(FakeService.trial("a", Map.of("steps", 9)));
    startWorker();
    await().atMost(PATIENCE).until(() -> service.steps("a").contains(2L));
    service.decide(report -> reply("STOP", "STOPPED"));
    service.queue.add(FakeService.trial("b", Map.of("steps", 9)));
    service.queue.add(FakeService.trial("c", Map.of("steps", 1)));
    await().atMost(PATIENCE).until(() -> service.steps("c").contains(1L));
    assertThat(service.steps("a")).containsExactly(1L, 2L);
    assertThat(service.steps("b")).containsExactly(1L);
    assertThat(service.told.stream().map(FakeService.Told::what))
        .containsOnly("checkpoint", "report");
  }

  @Test
  void goesOnFromTheCheckpointAndReportsNoStepTwice() throws Exception {
    var state = "2".getBytes(StandardCharsets.UTF_8);
    service.checkpoints.put("/trials/a/checkpoints/2", state);
    service.queue.add(FakeService.trial("a", Map.of("steps", 5), 2L, sha256(state), 3));
    startWorker();
    awaitTold("complete", "a");
    assertThat(service.steps("a")).containsExactly(4L, 5L);
    await().atMost(PATIENCE).until(() -> log().contains("trial 1 of scripts completed at step 5"));
    assertThat(log()).contains("trial 1 of scripts resumed from step 2");
  }

  @Test
  void asksForAnotherAttemptWhenTheCheckpointIsDamaged() throws Exception {
    service.checkpoints.put("/trials/a/checkpoints/2", "x".getBytes(StandardCharsets.UTF_8));
    service.queue.add(FakeService.trial("a", Map.of(), 2L, sha256(new byte[0]), 2));
    startWorker();
    var end = awaitTold("fail", "a").end();
    assertThat(end.lostProcess()).isTrue();
    assertThat(end.error()).contains("checksum");
  }

  @Test
  void failsATrialThatThrowsWithItsLogAndGoesOnToTheNext() throws Exception {
    service.queue.add(FakeService.trial("a", Map.of("does", "throw", "at", 2)));
    service.queue.add(FakeService.trial("b", Map.of("steps", 1)));
    startWorker();
    awaitTold("complete", "b");
    var end = awaitTold("fail", "a").end();
    assertThat(end.lostProcess()).isFalse();
    assertThat(end.error())
        .isEqualTo("IllegalStateException: no such layer; caused by RuntimeException: root");
    assertThat(end.log()).contains("training step 2", "at dev.tuner.runner.ScriptedTrainable");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(workFiles()).hasSize(1));
  }

  @Test
  void saysThatATrialRanOutOfMemory() throws Exception {
    service.queue.add(FakeService.trial("a", Map.of("does", "exhaust", "at", 1)));
    startWorker();
    var end = awaitTold("fail", "a").end();
    assertThat(end.error()).startsWith("out of memory (Java heap space)");
    assertThat(end.lostProcess()).isFalse();
  }

  @Test
  void namesATrainableThatItDoesNotKnow() throws Exception {
    var trial = FakeService.trial("a", Map.of());
    trial.trainable().put("type", "pytorch");
    service.queue.add(trial);
    startWorker();
    assertThat(awaitTold("fail", "a").end().error())
        .startsWith("trainable.type must be one of")
        .endsWith("but was pytorch");
  }

  @Test
  void asksForAnotherAttemptWhenTheTrialsProcessIsKilled() throws Exception {
    service.queue.add(FakeService.trial("a", Map.of("does", "hang", "at", 2)));
    startWorker();
    trialProcess("a").destroyForcibly();
    var end = awaitTold("fail", "a").end();
    assertThat(end.lostProcess()).isTrue();
    assertThat(end.error()).contains("SIGKILL");
    assertThat(end.log()).contains("training step 1");
    service.queue.add(FakeService.trial("b", Map.of("steps", 1)));
    awaitTold("complete", "b");
  }

  @Test
  void asksForAnotherAttemptWhenTheTrialsProcessExitsByItself() throws Exception {
    service.queue.add(FakeService.trial("a", Map.of("does", "die", "at", 1)));
    startWorker();
    var end = awaitTold("fail", "a").end();
    assertThat(end.lostProcess()).isTrue();
    assertThat(end.error()).contains("exited with code 3");
  }

  @Test
  void endsTheTrialsProcessWhenTheWorkerIsKilled() throws Exception {
    service.queue.add(FakeService.trial("a", Map.of("does", "hang", "at", 2)));
    startWorker();
    var trial = trialProcess("a");
    worker.destroyForcibly();
    await().atMost(PATIENCE).until(() -> !trial.isAlive());
    assertThat(service.told.stream().map(FakeService.Told::what))
        .containsExactly("checkpoint", "report");
  }

  @Test
  void givesTrialsBackWithTheirStateWhenItIsToldToEnd() throws Exception {
    service.queue.add(FakeService.trial("a", Map.of("steps", Integer.MAX_VALUE)));
    startWorker();
    var trial = trialProcess("a");
    worker.destroy();
    assertThat(worker.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(worker.exitValue()).isZero();
    assertThat(trial.isAlive()).isFalse();
    var told = service.told;
    assertThat(told.get(told.size() - 1).what()).isEqualTo("release");
    assertThat(told.get(told.size() - 2).what()).isEqualTo("report");
    assertThat(log()).contains("released at step");
  }

  @Test
  void killsAndGivesBackATrialThatDoesNotSaveItsStateInTime() throws Exception {
    service.queue.add(FakeService.trial("a", Map.of("does", "hang", "at", 2)));
    startWorker("--grace", "0");
    var trial = trialProcess("a");
    worker.destroy();
    assertThat(worker.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(worker.exitValue()).isZero();
    assertThat(trial.isAlive()).isFalse();
    assertThat(service.of("release", "a")).hasSize(1);
  }

  @Test
  void killsATrialWhoseLeaseIsLostAndTakesTheNext() throws Exception {
    restartServiceWithLease(3);
    service.queue.add(FakeService.trial("a", Map.of("does", "hang", "at", 2)));
    startWorker();
    var trial = trialProcess("a");
    service.lost.add(LEASE);
    await().atMost(PATIENCE).until(() -> !trial.isAlive());
    service.queue.add(FakeService.trial("b", Map.of("steps", 1)));
    awaitTold("complete", "b");
    assertThat(service.of("fail", "a")).isEmpty();
  }

  @Test
  void endsATrialWhoseReportIsRefusedBecauseTheLeaseIsLost() throws Exception {
    service.lost.add(LEASE);
    service.queue.add(FakeService.trial("a", Map.of("steps", 9)));
    startWorker();
    await().atMost(PATIENCE).until(() -> log().contains("lost its lease at step 1"));
    assertThat(service.told.stream().map(FakeService.Told::what))
        .containsExactly("checkpoint", "late report");
  }

  @Test
  void waitsForAServiceThatIsNotThereYet() throws Exception {
    service.goDown();
    startWorker();
    await().atMost(PATIENCE).until(() -> log().contains("waiting for " + service.address()));
    service.comeBack();
    service.queue.add(FakeService.trial("a", Map.of("steps", 1)));
    awaitTold("complete", "a");
  }

  @Test
  void ridesOutAnAbsenceOfTheServiceThatIsShorterThanALease() throws Exception {
    restartServiceWithLease(15);
    service.queue.add(FakeService.trial("a", Map.of("steps", 400)));
    startWorker();
    var trial = trialProcess("a");
    service.goDown();
    await().atMost(PATIENCE).until(() -> log().contains("waiting for " + service.address()));
    service.comeBack();
    awaitTold("complete", "a");
    assertThat(service.steps("a")).hasSizeGreaterThanOrEqualTo(400).contains(400L);
    assertThat(service.of("report", "a").map(told -> told.report().metrics().get("pid")).distinct())
        .containsExactly((double) trial.pid());
  }

  @Test
  void killsItsTrialsBeforeTheirLeasesEndWhenTheServiceIsSilent() throws Exception {
    restartServiceWithLease(3);
    service.queue.add(FakeService.trial("a", Map.of("does", "hang", "at", 2)));
    startWorker();
    var trial = trialProcess("a");
    service.goDown();
    await().atMost(PATIENCE).until(() -> !trial.isAlive());
    service.comeBack();
    service.queue.add(FakeService.trial("b", Map.of("steps", 1)));
    awaitTold("complete", "b");
    assertThat(service.of("fail", "a")).isEmpty();
  }

  @Test
  void registersAgainWithAServiceThatHasForgottenIt() throws Exception {
    restartServiceWithLease(3);
    startWorker();
    await().atMost(PATIENCE).until(() -> service.registrations.size() == 1);
    service.forgetWorkers();
    await().atMost(PATIENCE).until(() -> service.registrations.size() == 2);
    assertThat(service.registrations.get(1)).isEqualTo(service.registrations.get(0));
    service.queue.add(FakeService.trial("a", Map.of("steps", 1)));
    awaitTold("complete", "a");
  }

  @Test
  void saysWhichOptionIsWrong() throws Exception {
    startWorker("--grace", "-1");
    assertThat(worker.waitFor()).isEqualTo(2);
    assertThat(log()).contains("--grace must not be negative but was PT-1S");
  }

  private void restartServiceWithLease(double seconds) throws IOException {
    service.close();
    service = new FakeService(seconds);
  }

  private void startWorker(String... options) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TrialRunner.class.getName(), "--server", service.address()));
    command.addAll(List.of("--cpus", "1", "--work-dir", folder.resolve("work").toString()));
    command.addAll(List.of(options));
    worker =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("worker.log").toFile())
            .start();
  }

  /** The process that runs the trial, once it has reported its first step. */
  private ProcessHandle trialProcess(String trialId) {
    await().atMost(PATIENCE).until(() -> service.steps(trialId).contains(1L));
    var first = service.of("report", trialId).findFirst().orElseThrow();
    return ProcessHandle.of(first.report().metrics().get("pid").longValue()).orElseThrow();
  }

  private FakeService.Told awaitTold(String what, String trialId) {
    await().atMost(PATIENCE).until(() -> service.of(what, trialId).findAny().isPresent());
    return service.of(what, trialId).findAny().orElseThrow();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("worker.log"));
  }

  private List<Path> workFiles() throws IOException {
    try (var files = Files.walk(folder.resolve("work"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static ReportReply reply(String decision, String state) {
    return new ReportReply(decision, state, "rank 5 of 6", null);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
