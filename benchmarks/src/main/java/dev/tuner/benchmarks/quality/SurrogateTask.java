package dev.tuner.benchmarks.quality;

import dev.tuner.search.Mode;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.searcher.Suggestion;
import dev.tuner.search.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One task of a surrogate: every config has a curve. The best and the median loss are those of
 * {@value #DRAWS} random configs, so that a searcher that finds better ones has a regret below 0.
 */
final class SurrogateTask implements Task {
  private static final int DRAWS = 5000;

  private final Surrogate surrogate;
  private final Scenario scenario;
  private final String instance;
  private final SearchSpace space;
  private final double unit;
  private final double best;
  private final double median;

  private SurrogateTask(Surrogate surrogate, Scenario scenario, String instance) {
    this.surrogate = surrogate;
    this.scenario = scenario;
    this.instance = instance;
    this.space = new SurrogateSpace(surrogate.configSpace(), scenario).read();
    double[][] full =
        IntStream.range(0, DRAWS)
            .parallel()
            .mapToObj(i -> predict(space.sample(TrialRandom.of(i)), scenario.steps()))
            .toArray(double[][]::new);
    double[] losses = Arrays.stream(full).mapToDouble(each -> each[0]).sorted().toArray();
    this.best = losses[0];
    this.median = losses[DRAWS / 2];
    this.unit = Arrays.stream(full).mapToDouble(each -> each[1]).average().orElseThrow();
  }

  /** Every task that the surrogate knows. */
  static List<Task> read(Path directory, Scenario scenario) throws IOException {
    var surrogate = Surrogate.read(directory, scenario.file());
    return surrogate.values(scenario.instance()).stream()
        .<Task>map(instance -> new SurrogateTask(surrogate, scenario, instance))
        .toList();
  }

  /** Loss and clock after so many steps. */
  private double[] predict(Map<String, Object> config, int step) {
    Map<String, Object> all = new LinkedHashMap<>(SurrogateSpace.flat(config));
    all.putAll(scenario.fixed());
    all.put(scenario.instance(), instance);
    all.put(scenario.fidelity(), scenario.fidelity(step));
    double[] out = surrogate.predict(all, scenario.metric(), scenario.clock());
    return new double[] {Mode.MAX.loss(out[0]), out[1]};
  }

  @Override
  public String name() {
    return scenario.file().replace("surrogate_", "") + "_" + instance;
  }

  @Override
  public SearchSpace space() {
    return space;
  }

  @Override
  public int size() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int steps() {
    return scenario.steps();
  }

  @Override
  public double regret(double loss) {
    return Math.min(MOST_REGRET, (loss - best) / (median - best));
  }

  @Override
  public Supply supply(long seed) {
    return new Supply() {
      @Override
      public boolean isEmpty() {
        return false;
      }

      @Override
      public Curve take(Suggestion suggestion, RandomGenerator random) {
        return new PredictedCurve(suggestion.config());
      }
    };
  }

  /** Predicts each step when it is asked for; clocks never run backwards. */
  private final class PredictedCurve implements Curve {
    private final Map<String, Object> config;
    private final double[] losses = new double[scenario.steps()];
    private final double[] times = new double[scenario.steps()];
    private int known;

    PredictedCurve(Map<String, Object> config) {
      this.config = config;
    }

    private void require(int step) {
      for (; known < step; known++) {
        double[] predicted = predict(config, known + 1);
        losses[known] = predicted[0];
        times[known] = Math.max(predicted[1] / unit, known == 0 ? 0 : times[known - 1]);
      }
    }

    @Override
    public Map<String, Object> config() {
      return config;
    }

    @Override
    public int length() {
      return losses.length;
    }

    @Override
    public double loss(int step) {
      require(step);
      return losses[step - 1];
    }

    @Override
    public double time(int step) {
      require(step);
      return times[step - 1];
    }
  }
}
