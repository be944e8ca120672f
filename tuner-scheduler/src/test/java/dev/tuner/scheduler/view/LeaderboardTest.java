package dev.tuner.scheduler.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.commit.CatchUp;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.trial.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@SchedulerTest
class LeaderboardTest {

  private static final double[] LOSSES = {0.5, Double.NaN, 0.1, 0.3, 0.3, Double.NaN, 0.2};

  @Autowired private Scene scene;
  @Autowired private Leaderboard leaderboard;
  @Autowired private SortedTrials sorted;
  @Autowired private CatchUp catchUp;

  private Study study;

  @BeforeEach
  void sevenTrials() {
    scene.empty();
    study =
        scene.study(
            Map.of(
                "num_samples", LOSSES.length,
                "scheduler", Map.of("type", "fifo", "max_t", 1),
                "space", Map.of("net", Map.of("width", Map.of("randint", List.of(2, 200))))));
    var worker = scene.worker("a");
    for (var loss : LOSSES) {
      scene.report(scene.acquire(worker).orElseThrow(), 1, loss);
    }
  }

  @Test
  void putsTheBestFirstEarlierTrialsBeforeEqualOnesAndNanLast() {
    assertThat(numbers("best", 50)).containsExactly(2, 6, 3, 4, 0, 1, 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "best",
        "-best",
        "number",
        "state",
        "config.net.width",
        "-metrics.loss",
        "created_at"
      })
  void pagesGiveEachTrialOnceInTheOrderOfTheWholeList(String sort) {
    var whole = numbers(sort, 50);

    assertThat(numbers(sort, 2)).isEqualTo(whole).doesNotHaveDuplicates().hasSize(LOSSES.length);
  }

  @Test
  void sortsNestedParametersAsNumbers() {
    var widths =
        all("config.net.width", 50).stream()
            .map(row -> (Integer) ((Map<?, ?>) row.config().get("net")).get("width"))
            .toList();

    var sorted = new ArrayList<>(widths);
    Collections.sort(sorted);
    assertThat(widths).isEqualTo(sorted);
  }

  /** What is remembered of large studies has the order that the database has. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "state",
        "-step",
        "attempt",
        "seconds",
        "created_at",
        "config.net.width",
        "-config.net.width",
        "config.none",
        "metrics.loss",
        "-metrics.loss"
      })
  void remembersAnOrderAsTheDatabaseHasItWhileTrialsReport(String sort) {
    assertThat(remembered(sort)).isEqualTo(numbers(sort, 50));

    var more =
        scene.study(Map.of("num_samples", 5, "scheduler", Map.of("type", "fifo", "max_t", 9)));
    study = more;
    assertThat(remembered(sort)).isEqualTo(numbers(sort, 50));
    var worker = scene.worker("b");
    for (int n = 0; n < 4; n++) {
      var leased = scene.acquire(worker, 1, Set.of()).get(0);
      scene.report(leased, 1 + n, 0.5 - n);
      catchUp.in(more.id());
      assertThat(remembered(sort)).isEqualTo(numbers(sort, 50));
    }
  }

  private List<Integer> remembered(String sort) {
    var numbers = new ArrayList<Integer>();
    String token = null;
    do {
      var query = new TrialQuery(Set.of(), TrialOrder.of(sort), token, 2);
      var now = sorted.version(study.id()).orElseThrow();
      var page = leaderboard.rememberedPage(study.id(), query, now);
      page.rows().forEach(row -> numbers.add(row.number()));
      token = page.next();
    } while (token != null);
    return numbers;
  }

  @Test
  void filtersByState() {
    var query = new TrialQuery(Set.of(TrialState.RUNNING), TrialOrder.of("best"), null, 50);
    assertThat(leaderboard.page(study.id(), query).rows()).isEmpty();
  }

  @Test
  void refusesATokenOfAnotherOrder() {
    var first = page("best", null, 2);
    assertThatThrownBy(() -> page("number", first.next(), 2))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void refusesATokenWhoseKeyIsOfAnotherType() {
    var forged = new PageToken("best", "no number", "1").write();
    assertThatThrownBy(() -> page("best", forged, 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("page token");
  }

  private List<Integer> numbers(String sort, int size) {
    return all(sort, size).stream().map(TrialRow::number).toList();
  }

  private List<TrialRow> all(String sort, int size) {
    var rows = new ArrayList<TrialRow>();
    String token = null;
    do {
      var page = page(sort, token, size);
      rows.addAll(page.rows());
      token = page.next();
    } while (token != null);
    return rows;
  }

  private Rows<TrialRow> page(String sort, String token, int size) {
    var query = new TrialQuery(Set.of(), TrialOrder.of(sort), token, size);
    return leaderboard.page(study.id(), query);
  }
}
