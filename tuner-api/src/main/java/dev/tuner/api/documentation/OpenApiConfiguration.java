package dev.tuner.api.documentation;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
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
}
