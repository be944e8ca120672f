package dev.tuner.client.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final int port = Ports.free();
  private final URI address = URI.create("http://127.0.0.1:" + port);
  @TempDir private Path home;
  private LocalStack stack;

  @BeforeEach
  void prepare() {
    stack = new LocalStack(home, address, GRACE);
  }

  @AfterEach
  void end() {
    stack.close();
  }

  @Test
  void startsTheServiceBeforeTheWorkersAndEndsThemTheOtherWayRound() throws Exception {
    stack.startService(StandInProgram.launch("service", home, port));
    stack.startWorkers(List.of(StandInProgram.launch("worker", home)));
    awaitPid("worker");
    stack.requireAlive();
    stack.close();

    assertThat(StandInProgram.notes(home))
        .map(note -> note.replaceAll("\\d+", "PID"))
        .containsExactly(
            "service PID", "worker started", "worker PID", "worker ended", "service ended");
    assertThat(RunningStack.find(home)).isEmpty();
  }

  @Test
  void showsTheLastLinesOfAServiceThatDiesWhileStarting() {
    assertThatThrownBy(() -> stack.startService(StandInProgram.launch("broken", home)))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("The broken has ended with exit code 7")
        .hasMessageContaining("broken.log")
        .hasMessageContaining("  line 50")
        .hasMessageNotContaining("line 30\n");
  }

  @Test
  void saysFarewellWhileTheServiceStillAnswers() throws Exception {
    stack.startService(StandInProgram.launch("service", home, port));
    var answered = new AtomicBoolean();
    var readiness = new Readiness(address);
    stack.beforeEnd(() -> answered.set(isReady(readiness)));
    stack.close();

    assertThat(answered).isTrue();
    assertThat(readiness.isReady()).isFalse();
  }

  @Test
  void noticesAWorkerThatDiesLater() throws Exception {
    stack.startService(StandInProgram.launch("service", home, port));
    stack.startWorkers(List.of(StandInProgram.launch("broken", home)));

    soon()
        .untilAsserted(
            () ->
                assertThatThrownBy(stack::requireAlive)
                    .hasMessageContaining("The broken has ended with exit code 7"));
  }

  @Test
  void killsAChildThatDoesNotEndInTime() throws Exception {
    var impatient = new LocalStack(home, address, Duration.ofMillis(300));
    impatient.startWorkers(List.of(StandInProgram.launch("stubborn", home)));
    var child = ProcessHandle.of(awaitPid("stubborn")).orElseThrow();
    impatient.close();

    soon().until(() -> !child.isAlive());
  }

  @Test
  void leavesNoOrphansWhenItsCommandIsEndedBySigterm() throws Exception {
    var errors = home.resolve("errors").toFile();
    var command =
        new ProcessBuilder(StandInProgram.launch("command", home, port).command())
            .redirectError(errors)
            .start();
    var service = ProcessHandle.of(awaitPid("service")).orElseThrow();
    var worker = ProcessHandle.of(awaitPid("worker")).orElseThrow();
    command.destroy();

    assertThat(command.waitFor()).isEqualTo(143);
    assertThat(errors).isEmpty();
    soon().until(() -> !service.isAlive() && !worker.isAlive());
    assertThat(StandInProgram.notes(home)).contains("worker ended", "service ended");
  }

  @Test
  void aStackThatIsLeftRunningIsFoundAndEndedLater() throws Exception {
    stack.startService(StandInProgram.launch("service", home, port));
    stack.startWorkers(List.of(StandInProgram.launch("worker", home)));
    var worker = ProcessHandle.of(awaitPid("worker")).orElseThrow();
    stack.leaveRunning();
    stack.close();

    var running = RunningStack.find(home).orElseThrow();
    assertThat(running.address()).isEqualTo(address);
    assertThat(worker.isAlive()).isTrue();

    running.stop(home, GRACE);
    assertThat(worker.isAlive()).isFalse();
    assertThat(RunningStack.find(home)).isEmpty();
  }

  @Test
  void refusesAPortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      var plan = new LocalPlan(home, taken.getLocalPort(), 1, 1);
      assertThatThrownBy(() -> LocalStack.start(plan))
          .isInstanceOf(LocalStackException.class)
          .hasMessage("Port %d is taken by another program; choose another with --port", port);
    }
  }

  @Test
  void saysThatTheModulesAreNotBuilt() {
    assertThatThrownBy(() -> LocalStack.start(new LocalPlan(home, port, 1, 1)))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("tuner-api.jar is not built");
  }

  private static boolean isReady(Readiness readiness) {
    try {
      return readiness.isReady();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private long awaitPid(String part) {
    var pattern = part + " \\d+";
    soon().until(() -> StandInProgram.notes(home).stream().anyMatch(note -> note.matches(pattern)));
    return StandInProgram.notes(home).stream()
        .filter(note -> note.matches(pattern))
        .map(note -> Long.parseLong(note.substring(part.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
