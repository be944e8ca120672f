package dev.tuner.scheduler.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.checkpoint.CheckpointRetention;
import dev.tuner.scheduler.checkpoint.CheckpointStore;
import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.lease.LeaseReaper;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.replay.OtherScheduler;
import dev.tuner.scheduler.replay.Replay;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.space.Exploration;
import dev.tuner.search.space.SearchSpace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Population based training through the service: weights, configs and what is kept of them. */
@SchedulerTest
class TakeoversTest {
  private static final int INTERVAL = 2;
  private static final int MAX_T = 8;
  private static final int POPULATION = 6;

  @TempDir static Path directory;

  @Autowired private Scene scene;
  @Autowired private Studies studies;
  @Autowired private Trials trials;
  @Autowired private StudyDefinitions definitions;
  @Autowired private CheckpointStore store;
  @Autowired private LeaseReaper reaper;
  @Autowired private CheckpointRetention retention;
  @Autowired private Lineage lineage;
  @Autowired private Ancestry ancestry;
  @Autowired private Replay replay;
  @Autowired private OtherScheduler other;
  @Autowired private JdbcClient db;

  private final List<LeasedTrial> assignments = new ArrayList<>();
  private final List<String> beginnings = new ArrayList<>();
  private UUID worker;

  @DynamicPropertySource
  static void keepCheckpointsInATemporaryDirectory(DynamicPropertyRegistry registry) {
    registry.add("tuner.checkpoints.directory", directory::toString);
  }

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
    worker = scene.worker("w");
  }

  private Study population(Map<String, Object> changes) {
    var scheduler = new HashMap<String, Object>();
    scheduler.put("type", "pbt");
    scheduler.put("max_t", MAX_T);
    scheduler.put("perturbation_interval", INTERVAL);
    scheduler.put("hyperparam_mutations", List.of("lr"));
    scheduler.putAll(changes);
    return scene.study(Map.of("num_samples", POPULATION, "scheduler", scheduler));
  }

  /** Weights are a text that tells which trial trained how far with which seed. */
  private String trained(LeasedTrial leased, String weights, long step) {
    return "%s %d:%d@%d".formatted(weights, leased.trial().number(), step, leased.seed() % 1000);
  }

  private String weights(LeasedTrial leased) throws IOException {
    if (leased.checkpoint().isEmpty()) {
      return "";
    }
    try (var bytes = store.open(leased.checkpoint().get())) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void put(LeasedTrial leased, long step, String weights) throws Exception {
    var bytes = weights.getBytes(StandardCharsets.UTF_8);
    var sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    store.put(Scene.ref(leased), step, sha, new ByteArrayInputStream(bytes));
  }

  /** Trains until told to stop; the larger a trial's number, the worse it is. */
  private void train(LeasedTrial leased) throws Exception {
    var weights = weights(leased);
    beginnings.add(weights);
    var step = leased.trial().lastStep();
    Decision.Kind told;
    do {
      step++;
      weights = trained(leased, weights, step);
      put(leased, step, weights);
      told = scene.report(leased, step, leased.trial().number() + 1.0 / step).decision();
    } while (told == Decision.Kind.CONTINUE);
  }

  private void runToTheEnd() throws Exception {
    for (var next = scene.acquire(worker); next.isPresent(); next = scene.acquire(worker)) {
      assignments.add(next.get());
      train(next.get());
    }
  }

  private List<Takeover> takeovers(Study study) {
    return db
        .sql("select trial_id from lineage where study_id = :study order by sequence")
        .param("study", study.id())
        .query(UUID.class)
        .list()
        .stream()
        .distinct()
        .flatMap(trial -> lineage.of(trial).stream())
        .toList();
  }

  @Test
  void theWorstGoOnFromTheBestOnesWeightsWithTheirConfigAndSeed() throws Exception {
    var study = population(Map.of("resample_probability", 0));
    runToTheEnd();

    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    assertThat(takeovers(study)).hasSize(2 * (MAX_T / INTERVAL - 1));
    for (var taken : takeovers(study)) {
      var leased =
          assignments.stream()
              .filter(each -> each.trial().id().equals(taken.trialId()))
              .filter(each -> each.origin().isPresent())
              .filter(each -> each.origin().get().takeover().equals(taken))
              .findFirst()
              .orElseThrow();
      assertThat(taken.donor()).isLessThan(2);
      assertThat(taken.step()).isEqualTo(taken.donorStep());
      assertThat(leased.checkpoint().orElseThrow().trialId()).isEqualTo(taken.donorId());
      assertThat(leased.checkpoint().orElseThrow().step()).isEqualTo(taken.donorStep());
      assertThat(leased.trial().lastStep()).isEqualTo(taken.step());
      assertThat(leased.seed())
          .isEqualTo(
              TrialRandom.seed(definitions.of(study).seed(), taken.donor(), Purpose.TRAINING));
      var donor = trials.findById(taken.donorId()).orElseThrow();
      assertThat((Double) taken.newConfig().get("lr"))
          .isIn(changed(definitions.of(study).plan().space(), (Double) donor.config().get("lr")));
    }
  }

  /** What may become of a rate that is multiplied by one of the factors and kept in its domain. */
  private static List<Double> changed(SearchSpace domain, double rate) {
    return Stream.of(1.2, 0.8)
        .map(factor -> new Exploration(Set.of("lr"), 0, List.of(factor)))
        .map(how -> domain.explore(Map.of("lr", rate), how, TrialRandom.of(0)))
        .map(config -> (Double) config.get("lr"))
        .toList();
  }

  @Test
  void theLogSaysWhyAndDecidedAgainSaysTheSame() throws Exception {
    var study = population(Map.of());
    runToTheEnd();

    assertThat(replay.replay(study.id()).different()).isZero();
    var reasons =
        db.sql("select reason from decision where kind = 'PROMOTE' order by sequence")
            .query(String.class)
            .list();
    assertThat(reasons.get(0)).isEqualTo("rank 1 of 6 at step 2; goes on as it is");
    assertThat(reasons.get(5))
        .matches("rank 6 of 6 at step 2; takes over from trial [01], rank [12]; lr .* → .*");
  }

  @Test
  void whatWasTakenOverIsThereForAnotherAttempt() throws Exception {
    population(Map.of());
    var taken = firstTakeover();
    var weights = weights(taken);

    scene.expire(taken);
    reaper.reapExpired();
    var again = scene.acquire(worker).orElseThrow();

    assertThat(weights(again)).isEqualTo(weights).isNotEmpty();
    assertThat(again.takeover()).isEqualTo(taken.takeover());
    assertThat(again.trial().config()).isEqualTo(taken.trial().config());
    train(again);
    runToTheEnd();
  }

  private LeasedTrial firstTakeover() throws Exception {
    while (true) {
      var next = scene.acquire(worker).orElseThrow();
      if (next.takeover().isPresent()) {
        return next;
      }
      train(next);
    }
  }

  @Test
  void aDonorsCheckpointIsKeptUntilNobodyNeedsItAndNoLonger() throws Exception {
    var study = population(Map.of());
    runToTheEnd();
    retention.collect();

    // the best and the newest of the best three trials, as in any study
    var kept =
        db.sql(
                "select count(*) from checkpoint c join trial t on t.id = c.trial_id where t.study_id = :study")
            .param("study", study.id())
            .query(Integer.class)
            .single();
    assertThat(kept).isBetween(3, 6);
    assertThat(takeovers(study)).isNotEmpty();
  }

  @Test
  void aDonorWithoutACheckpointIsPassedOver() {
    var study = population(Map.of());
    for (var next = scene.acquire(worker); next.isPresent(); next = scene.acquire(worker)) {
      trainWithoutCheckpoints(next.get());
    }

    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    assertThat(takeovers(study)).isEmpty();
    assertThat(
            db.sql("select reason from decision where reason like '%has no checkpoint%'")
                .query(String.class)
                .list())
        .hasSize(2 * (MAX_T / INTERVAL - 1));
    assertThat(replay.replay(study.id()).different()).isZero();
  }

  private void trainWithoutCheckpoints(LeasedTrial leased) {
    var step = leased.trial().lastStep();
    Decision.Kind told;
    do {
      step++;
      told = scene.report(leased, step, leased.trial().number() + 1.0 / step).decision();
    } while (told == Decision.Kind.CONTINUE);
  }

  @Test
  void aPolicyTellsTheWholeWayAndCanBeTrainedAgain() throws Exception {
    var study = population(Map.of("resample_probability", 0));
    runToTheEnd();
    var last = takeovers(study).stream().filter(each -> each.step() == 6).findFirst().orElseThrow();
    var definition = definitions.of(study);

    var policy = ancestry.policy(last.trialId(), definition);

    assertThat(policy.get(0).from()).isZero();
    assertThat(policy).last().satisfies(end -> assertThat(end.from()).isEqualTo(6));
    assertThat(policy.get(policy.size() - 1).config()).isEqualTo(last.newConfig());
    assertThat(policy.get(policy.size() - 2).trial()).isEqualTo(last.donor());

    var steps =
        policy.stream()
            .map(each -> Map.<String, Object>of("step", each.from(), "config", each.config()))
            .toList();
    var again =
        scene.study(
            Map.of(
                "name",
                "again",
                "num_samples",
                1,
                "search",
                Map.of("type", "random", "points_to_evaluate", List.of(policy.get(0).config())),
                "scheduler",
                Map.of("type", "pbt_replay", "max_t", MAX_T, "policy", steps)));
    assignments.clear();
    runToTheEnd();

    assertThat(studies.get(again.id()).state()).isEqualTo(StudyState.COMPLETED);
    assertThat(assignments.get(0).trial().config()).isEqualTo(policy.get(0).config());
    assertThat(takeovers(again)).extracting(Takeover::newConfig).last().isEqualTo(last.newConfig());
    assertThat(takeovers(again)).allMatch(Takeover::keepsWeights);
    assertThat(beginnings.get(beginnings.size() - 1)).contains("0:1@").contains("0:6@");
    assertThat(replay.replay(again.id()).different()).isZero();
  }

  @Test
  void whatATakeoverWouldHaveTrainedIsNotKnownToAnotherScheduler() throws Exception {
    var study =
        scene.study(Map.of("num_samples", 4, "scheduler", Map.of("type", "fifo", "max_t", 4)));
    runToTheEnd();
    Map<String, Object> pbt =
        Map.of(
            "type",
            "pbt",
            "max_t",
            4,
            "perturbation_interval",
            2,
            "hyperparam_mutations",
            List.of("lr"));

    assertThat(other.compare(study.id(), pbt, null).other().unknown()).isEqualTo(1);
  }

  @Test
  void aSearcherThatIsToldTheLogAgainKnowsWhichConfigHadWhichResult() throws Exception {
    var study = population(Map.of());
    runToTheEnd();
    var first = takeovers(study).get(0);

    var configs =
        db.sql(
                """
                select (case when t.lineage_sequence is null then t.config else coalesce((
                  select l.old_config from lineage l where l.trial_id = t.id and l.sequence > r.sequence
                  order by l.sequence limit 1), t.config) end)::text
                from rung_entry r join trial t on t.study_id = r.study_id and t.number = r.trial_number
                where t.id = :trial order by r.sequence
                """)
            .param("trial", first.trialId())
            .query(String.class)
            .list();
    assertThat(Json.tree(configs.get(0))).isEqualTo(first.oldConfig());
    assertThat(Json.tree(configs.get(1))).isEqualTo(first.newConfig());
  }
}
