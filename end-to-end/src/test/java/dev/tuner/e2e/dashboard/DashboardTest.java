package dev.tuner.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tuner.e2e.dashboard.HandFedStudy.report;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.tuner.client.StudyEvent;
import dev.tuner.client.StudyEvents;
import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerOptions;
import dev.tuner.e2e.ServiceProcess;
import dev.tuner.wire.Resources;
import dev.tuner.wire.WorkerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, over the real service. */
class DashboardTest {
  private static ServiceProcess service;
  private static TunerClient client;
  private static Chromium chromium;

  private Page page;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    service = ServiceProcess.start(data);
    client = TunerClient.connect(TunerOptions.of(service.address()));
    chromium = Chromium.launch();
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (service != null) {
      client.close();
      service.close();
    }
  }

  @BeforeEach
  void openPage() {
    page = chromium.newPage();
  }

  @AfterEach
  void closePage() {
    page.close();
  }

  @Test
  void listsAStudyAndOpensIt() {
    var study = HandFedStudy.create(client, "listed", 1);
    report(study.ask(), 1, 0.875);

    page.navigate(service.address() + "/");
    var row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("listed"));
    assertThat(row).containsText("running");
    assertThat(row).containsText("0.8750");
    row.getByRole(AriaRole.LINK).click();

    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("listed");
    assertThat(page.getByTestId("best-value")).hasText("0.8750");
  }

  @Test
  void tellsWhatAStudyAndItsTrialWaitFor() {
    client
        .workers()
        .register(
            new WorkerSpec("elsewhere", "1", new Resources(1, 0), List.of(), Map.of("zone", "b")));
    var study = HandFedStudy.forWorkersOfZone(client, "waiting", "a");
    var waits = "waits: no worker has label zone=a; seen: zone=b";
    open(study);

    assertThat(page.locator(".study-title")).containsText(waits);
    assertThat(page.locator(".study-title")).containsText("priority 7");
    row(0).click();
    assertThat(page.getByTestId("waits")).hasText(waits);
  }

  @Test
  void followsATrialWithoutReload() {
    var study = HandFedStudy.create(client, "followed", 1);
    var trial = study.ask();
    report(trial, 1, 0.5);
    open(study);
    assertThat(row(0)).containsText("0.5000");
    page.evaluate("() => { window.wasNotReloaded = true; }");

    report(trial, 2, 0.75);

    assertThat(row(0)).containsText("0.7500");
    assertThat(page.getByTestId("best-value")).hasText("0.7500");
    assertThat(page.evaluate("() => window.wasNotReloaded")).isEqualTo(true);
  }

  @Test
  void showsWhatRanATrialAndHowToRunItAgain() {
    var study = HandFedStudy.create(client, "origin", 1);
    var trial = study.ask();
    trial.ranBy("commit 4f2a", Map.of("gpu", "A100"), "python train.py --seed 7");
    report(trial, 1, 0.5);
    open(study);
    row(0).click();
    var provenance = page.getByTestId("provenance");
    assertThat(provenance).containsText("commit 4f2a");
    assertThat(provenance).containsText("A100");
    assertThat(provenance).containsText("python train.py --seed 7");
  }

  @Test
  void asksForNothingUntilSomethingHappens() {
    var study = HandFedStudy.create(client, "quiet", 1);
    var trial = study.ask();
    report(trial, 1, 0.5);
    page.clock().install();
    var stream = page.waitForResponse("**/events", () -> open(study));
    assertThat(stream.url()).endsWith("/studies/" + study.id() + "/events");
    assertThat(row(0)).containsText("0.5000");
    var asked = new ArrayList<String>();
    page.onRequest(request -> asked.add(request.url()));

    assertThat(isQuietForAMinute(asked)).isTrue();

    report(trial, 2, 0.75);
    assertThat(row(0)).containsText("0.7500");
    assertThat(asked).isNotEmpty().noneMatch(url -> url.endsWith("/events"));
  }

  /** Sooner or later, once what it asked at the start is there. */
  private boolean isQuietForAMinute(List<String> asked) {
    for (int i = 0; i < 20; i++) {
      asked.clear();
      page.clock().runFor(60_000);
      if (asked.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void asksAgainAndAgainWhereTheStreamCannotBeHad() {
    page.route("**/events", Route::abort);
    var study = HandFedStudy.create(client, "polled", 1);
    var trial = study.ask();
    report(trial, 1, 0.5);
    open(study);
    assertThat(row(0)).containsText("0.5000");

    report(trial, 2, 0.75);

    assertThat(row(0)).containsText("0.7500");
  }

  @Test
  void tellsAClientWhatHappens() throws InterruptedException {
    var study = HandFedStudy.create(client, "told", 1);
    var trial = study.ask();
    try (var events = client.study(study.id()).events()) {
      assertThat(next(events, "study").data()).containsEntry("state", "RUNNING");
      report(trial, 1, 0.5);
      assertThat(next(events, "measurement").data()).containsEntry("step", 1);
      client.study(study.id()).cancel();
      while (!"CANCELLED".equals(next(events, "study").data().get("state"))) {
        assertThat(events.isLive()).isTrue();
      }
    }
  }

  private static StudyEvent next(StudyEvents events, String kind) throws InterruptedException {
    while (true) {
      var event = events.next(Duration.ofSeconds(30)).orElseThrow();
      if (event.kind().equals(kind)) {
        return event;
      }
    }
  }

  @Test
  void drawsTheLearningCurves() {
    var study = HandFedStudy.create(client, "drawn", 1);
    var trial = study.ask();
    report(trial, 1, 0.5);
    report(trial, 2, 0.75);
    open(study);

    assertThat(page.locator(".u-wrap canvas")).isVisible();
    page.waitForFunction(
        """
        () => {
          const canvas = document.querySelector(".u-wrap canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          let colored = 0;
          for (let i = 0; i < pixels.length; i += 4) {
            const [red, , blue, alpha] = pixels.slice(i, i + 4);
            if (alpha > 200 && Math.abs(red - blue) > 100) colored++;
          }
          return colored > 200;
        }
        """);
  }

  @Test
  void drawsTheFrontOfSeveralMetrics() {
    var study = HandFedStudy.ofTwoMetrics(client, "two-metrics", 3);
    HandFedStudy.reportBoth(study.ask(), 0.9, 20);
    HandFedStudy.reportBoth(study.ask(), 0.7, 5);
    HandFedStudy.reportBoth(study.ask(), 0.6, 30);
    open(study);

    var plot = page.locator(".front");
    assertThat(plot.locator("circle")).hasCount(3);
    assertThat(plot.locator("circle.on-front")).hasCount(2);
    assertThat(plot.locator("circle.on-front[data-trial='2']")).hasCount(0);
    plot.locator("circle[data-trial='1']").hover();
    assertThat(plot.locator(".readout")).containsText("latency_ms 5.0000");
    plot.locator("circle[data-trial='1']").click();
    assertThat(page.getByRole(AriaRole.COMPLEMENTARY).getByRole(AriaRole.HEADING).first())
        .hasText("Trial #1");
  }

  @Test
  void pointingAtARowShowsItsCurve() {
    var study = HandFedStudy.create(client, "pointed-at", 1);
    report(study.ask(), 1, 0.625);
    open(study);

    row(0).hover();

    assertThat(page.locator(".readout")).containsText("#0");
    assertThat(page.locator(".readout")).containsText("0.6250");
  }

  @Test
  void tellsWhyATrialWasStopped() {
    var study = HandFedStudy.create(client, "judged", 2);
    report(study.ask(), 1, 0.9);
    var worse = study.ask();
    var decision = report(worse, 1, 0.1);
    assertThat(decision.kind()).isEqualTo("STOP");
    var number = worse.assignment().number();
    open(study);

    row(number).click();

    var panel = page.getByRole(AriaRole.COMPLEMENTARY);
    assertThat(panel.getByRole(AriaRole.HEADING).first()).hasText("Trial #" + number);
    assertThat(panel.locator(".timeline")).containsText(decision.reason());
    page.keyboard().press("Escape");
    assertThat(panel).hasCount(0);
  }

  @Test
  void givesTheKeyboardBackToTheRowWhoseTrialIsClosed() {
    var study = HandFedStudy.create(client, "by keyboard", 1);
    report(study.ask(), 1, 0.9);
    open(study);
    var link = row(0).getByRole(AriaRole.LINK);

    link.press("Enter");
    assertThat(page.getByRole(AriaRole.COMPLEMENTARY).getByRole(AriaRole.HEADING).first())
        .isFocused();
    page.keyboard().press("Escape");

    assertThat(link).isFocused();
  }

  @Test
  void showsADivergedMetricAsNaN() {
    var study = HandFedStudy.create(client, "diverged", 1);
    report(study.ask(), 1, Double.NaN);
    open(study);

    assertThat(row(0)).containsText("NaN");
  }

  @Test
  void cancelsAStudyOnceConfirmed() {
    var study = HandFedStudy.create(client, "cancelled", 1);
    study.ask();
    open(study);

    button("Cancel").click();
    button("Keep it").click();
    assertThat(page.locator(".study-title .chip")).hasText("running");
    button("Cancel").click();
    button("Cancel the study").click();

    assertThat(page.locator(".study-title .chip")).hasText("cancelled");
    assertThat(study.state()).isEqualTo("CANCELLED");
  }

  @Test
  void saysThatTheConnectionIsLostAndRecovers() {
    var study = HandFedStudy.create(client, "lost", 1);
    var trial = study.ask();
    report(trial, 1, 0.25);
    open(study);
    assertThat(row(0)).containsText("0.2500");

    page.context().setOffline(true);
    assertThat(page.getByRole(AriaRole.STATUS)).hasText("connection lost, retrying");
    report(trial, 2, 0.5);
    page.context().setOffline(false);

    assertThat(page.getByRole(AriaRole.STATUS)).hasText("live");
    assertThat(row(0)).containsText("0.5000");
  }

  @Test
  void saysWhichStudyDoesNotExist() {
    page.navigate(service.address() + "/#/studies/00000000-0000-0000-0000-000000000000");

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("00000000-0000-0000-0000-000000000000");
  }

  @Test
  void tellsHowToStartAStudyWhenThereIsNone() {
    var none = new Route.FulfillOptions().setContentType("application/json");
    page.route("**/api/v1/studies", route -> route.fulfill(none.setBody("{\"items\": []}")));

    page.navigate(service.address() + "/");

    assertThat(page.getByText("./tuner run examples/digits.json")).isVisible();
  }

  private void open(HandFedStudy study) {
    page.navigate(service.address() + "/#/studies/" + study.id());
  }

  private Locator row(int trialNumber) {
    return page.locator("[data-trial='" + trialNumber + "']");
  }

  private Locator button(String name) {
    var exactly = new Page.GetByRoleOptions().setName(name).setExact(true);
    return page.getByRole(AriaRole.BUTTON, exactly);
  }
}
