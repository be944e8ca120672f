package dev.tuner.runner.dl4j;

import dev.tuner.runner.trainable.Trainable;
import dev.tuner.runner.trainable.TrainableType;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.recipe.Recipe;
import dev.tuner.runner.training.recipe.RecipeKind;
import java.util.Map;

/** The trainable type {@code dl4j}: recipes on the DL4J engine. */
public final class Dl4jTrainables implements TrainableType {

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public Trainable create(Map<String, Object> settings) {
    return new Recipe(RecipeKind.of(settings.get("recipe")), Dl4jTrainables::engine);
  }

  /** An engine on whatever ND4J finds here. */
  public static Engine engine(EngineFactory.Job job) {
    return new Nd4jEngine(job, Device.probe());
  }
}
