package dev.tuner.runner;

import dev.tuner.client.WireJson;
import dev.tuner.runner.training.recipe.RecipeKind;
import dev.tuner.runner.training.recipe.RecipeSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a recipe can be told; {@code tuner recipe} calls this. */
@Command(
    name = "recipe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the recipes, or prints the JSON Schema of the fields of one.")
final class RecipeCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Default: list all recipes")
  private String name;

  @Override
  public Integer call() {
    if (name == null) {
      for (var kind : RecipeKind.values()) {
        System.out.println(kind.word());
      }
      return CommandLine.ExitCode.OK;
    }
    System.out.println(WireJson.prettyText(RecipeSchema.of(RecipeKind.of(name))));
    return CommandLine.ExitCode.OK;
  }
}
