package dev.tuner.runner.dl4j;

import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.Trainable;
import dev.tuner.runner.trainable.TrainableType;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.recipe.Recipe;
import dev.tuner.runner.training.recipe.RecipeKind;
import java.util.Arrays;
import java.util.Map;

/** The trainable type {@code dl4j}: recipes on the DL4J engine. */
public final class Dl4jTrainables implements TrainableType {

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public Trainable create(Map<String, Object> settings) {
    var wanted = settings.get("recipe");
    for (var kind : RecipeKind.values()) {
      if (kind.word().equals(wanted)) {
        return new Recipe(kind, Dl4jTrainables::engine);
      }
    }
    var words = Arrays.stream(RecipeKind.values()).map(RecipeKind::word).toList();
    throw new InvalidTrialException(
        "trainable.recipe", "must be one of %s but was %s".formatted(words, wanted));
  }

  /** An engine on whatever ND4J finds here. */
  public static Engine engine(EngineFactory.Job job) {
    return new Nd4jEngine(job, Device.probe());
  }
}
