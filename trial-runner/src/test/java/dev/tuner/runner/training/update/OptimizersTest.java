package dev.tuner.runner.training.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.network.ParameterLayout.Block;
import dev.tuner.runner.training.network.ParameterLayout.Initial;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each optimizer against its paper's equations, written out in 64 bits. */
class OptimizersTest {

  private static final double RATE = 0.01;
  private static final Block WEIGHT =
      new Block("layer.weight", 0, List.of(2), new Initial(0, 0), true);

  /** An optimizer's equations for two parameters. */
  private interface Reference {
    void update(int t, double[] p, double[] g);
  }

  private record Case(String name, Optimizer optimizer, Reference reference) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("sgd", new Sgd(2, 0.9, false), momentum(false)),
        new Case("nesterov", new Sgd(2, 0.9, true), momentum(true)),
        new Case("adam", new Adam(2, 0.9, 0.99, 1e-8), adam(0, false)),
        new Case("lamb", new Lamb(2, 0.9, 0.99, 1e-8, 0.3), adam(0.3, true)),
        new Case("rmsprop", new RmsProp(2, 0.9, 0.5, 1e-8), rmsProp()),
        new Case("adagrad", new AdaGrad(2, 1e-10), adaGrad()),
        new Case("lion", new Lion(2, 0.9, 0.99), lion()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void followsItsPaper(Case each) {
    var parameters = new float[] {0.5f, -0.3f};
    var expected = new double[] {0.5, -0.3};
    for (int t = 1; t <= 6; t++) {
      var gradient = new double[] {t * 0.3 - 1, 0.2 - t * t * 0.02};
      each.optimizer().begin();
      each.optimizer()
          .update(
              new Optimizer.Part(
                  parameters, new float[] {(float) gradient[0], (float) gradient[1]}, WEIGHT),
              RATE);
      each.reference().update(t, expected, gradient);
      for (int i = 0; i < 2; i++) {
        assertThat(parameters[i]).isEqualTo((float) expected[i], within(1e-6f));
      }
    }
    assertThat(each.optimizer().state().updates()).isEqualTo(6);
  }

  @Test
  void refusesAnotherOptimizersState() {
    var adam = new Adam(2, 0.9, 0.999, 1e-8);
    var sgd = new Sgd(2, 0.9, false);
    assertThatIllegalArgumentException().isThrownBy(() -> adam.restore(sgd.state()));
  }

  private static Reference momentum(boolean nesterov) {
    var velocity = new double[2];
    return (t, p, g) -> {
      for (int i = 0; i < 2; i++) {
        velocity[i] = 0.9 * velocity[i] + g[i];
        p[i] -= RATE * (nesterov ? g[i] + 0.9 * velocity[i] : velocity[i]);
      }
    };
  }

  private static Reference adam(double decay, boolean trust) {
    var m = new double[2];
    var v = new double[2];
    return (t, p, g) -> {
      var step = new double[2];
      for (int i = 0; i < 2; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
        double mean = m[i] / (1 - Math.pow(0.9, t));
        step[i] = mean / (Math.sqrt(v[i] / (1 - Math.pow(0.99, t))) + 1e-8) + decay * p[i];
      }
      double ratio = trust ? Math.hypot(p[0], p[1]) / Math.hypot(step[0], step[1]) : 1;
      for (int i = 0; i < 2; i++) {
        p[i] -= RATE * ratio * step[i];
      }
    };
  }

  private static Reference rmsProp() {
    var v = new double[2];
    var b = new double[2];
    return (t, p, g) -> {
      for (int i = 0; i < 2; i++) {
        v[i] = 0.9 * v[i] + 0.1 * g[i] * g[i];
        b[i] = 0.5 * b[i] + g[i] / (Math.sqrt(v[i]) + 1e-8);
        p[i] -= RATE * b[i];
      }
    };
  }

  private static Reference adaGrad() {
    var s = new double[2];
    return (t, p, g) -> {
      for (int i = 0; i < 2; i++) {
        s[i] += g[i] * g[i];
        p[i] -= RATE * g[i] / (Math.sqrt(s[i]) + 1e-10);
      }
    };
  }

  private static Reference lion() {
    var m = new double[2];
    return (t, p, g) -> {
      for (int i = 0; i < 2; i++) {
        p[i] -= RATE * Math.signum(0.9 * m[i] + 0.1 * g[i]);
        m[i] = 0.99 * m[i] + 0.01 * g[i];
      }
    };
  }
}
