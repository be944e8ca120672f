package dev.tuner.api.documentation;

import dev.tuner.wire.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Tuner")
                .version("v1")
                .description(
                    """
                    Hyperparameter tuning as a service: send a search space, watch the leaderboard, take the best \
                    config. Errors are `application/problem+json` (RFC 9457) with a stable `code` and, for bad \
                    fields, a JSON pointer to each. Metric values may be the texts "NaN", "Infinity" and "-Infinity".\
                    """));
  }

  @Bean
  GlobalOpenApiCustomizer problemsEverywhere() {
    return api -> {
      ModelConverters.getInstance(true)
          .readAll(Problem.class)
          .forEach(api.getComponents()::addSchemas);
      api.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .forEach(OpenApiConfiguration::addProblem);
      api.getComponents().getSchemas().values().forEach(OpenApiConfiguration::nameAsWritten);
    };
  }

  private static void addProblem(Operation operation) {
    var problem = new Schema<Problem>().$ref("#/components/schemas/Problem");
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("What went wrong")
                .content(
                    new Content()
                        .addMediaType(
                            "application/problem+json", new MediaType().schema(problem))));
  }

  /**
   * springdoc reads the records with another JSON library, which does not know how ours writes
   * their names.
   */
  private static void nameAsWritten(Schema<?> schema) {
    var properties = schema.getProperties();
    if (properties != null) {
      for (var name : List.copyOf(properties.keySet())) {
        properties.put(snakeCase(name), properties.remove(name));
      }
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
