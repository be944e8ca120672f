package dev.tuner.client.cli;

import dev.tuner.client.local.TrialRunnerTool;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "recipe",
    sortOptions = false,
    description =
        "Lists the recipes of the trainable type dl4j, or prints the JSON Schema of one: every field with type, range and default.")
final class RecipeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Default: list all recipes")
  private String name;

  RecipeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var tool = new TrialRunnerTool(surroundings.requireHome());
    return tool.run(name == null ? List.of("recipe") : List.of("recipe", name));
  }
}
