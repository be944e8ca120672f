package dev.tuner.api.study;

import dev.tuner.api.http.PathId;
import dev.tuner.scheduler.commit.CatchUp;
import dev.tuner.scheduler.trial.Trials;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Whoever reads a study or a trial sees every report that this instance has answered. */
@Configuration(proxyBeanMethods = false)
class UpToDate {

  @Bean
  WebMvcConfigurer catchingUp(CatchUp catchUp, Trials trials) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry
            .addInterceptor(new Reads(catchUp, trials))
            .addPathPatterns("/api/v1/studies/**", "/api/v1/trials/**");
      }
    };
  }

  private record Reads(CatchUp catchUp, Trials trials) implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (!HttpMethod.GET.matches(request.getMethod())) {
        return true;
      }
      var id = PathId.of(request).flatMap(Reads::uuid);
      if (id.isEmpty()) {
        catchUp.everywhere();
      } else if (request.getRequestURI().startsWith("/api/v1/studies/")) {
        catchUp.in(id.get());
      } else {
        trials.studyOf(id.get()).ifPresent(catchUp::in);
      }
      return true;
    }

    private static Optional<UUID> uuid(String text) {
      try {
        return Optional.of(UUID.fromString(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // the handler refuses it
      }
    }
  }
}
