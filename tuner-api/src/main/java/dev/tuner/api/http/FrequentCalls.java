package dev.tuner.api.http;

import dev.tuner.scheduler.UnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the calls that come most often: hands their bodies to the same methods of the same
 * controllers, but without Spring MVC, which costs several times what a report does. Whatever is
 * not the plain form of such a call (another type, an id or a body that cannot be read) goes on to
 * Spring MVC, which says what is wrong with it.
 *
 * <p>The thread waits for the answer: that is cheaper than to hand the request from thread to
 * thread, as long as there are threads. The calls that come while too many wait go to Spring MVC,
 * too, where they wait without one.
 */
@Component
@Order(FilterOrder.FREQUENT_CALLS)
class FrequentCalls extends OncePerRequestFilter {
  private static final int MOST_WAITING = 128;
  private static final int TIMEOUT_SECONDS = 90;

  private final ObjectProvider<FrequentCall.Controller> controllers;
  private final HandlerExceptionResolver handlerExceptionResolver;
  private final JsonMapper json;
  private final Semaphore free = new Semaphore(MOST_WAITING);
  private volatile List<FrequentCall<?>> calls = List.of();

  FrequentCalls(
      ObjectProvider<FrequentCall.Controller> controllers,
      HandlerExceptionResolver handlerExceptionResolver,
      JsonMapper json) {
    this.controllers = controllers;
    this.handlerExceptionResolver = handlerExceptionResolver;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var call = isPlainPost(request) ? find(request.getRequestURI()) : null;
    if (call == null || !free.tryAcquire()) {
      chain.doFilter(request, response);
      return;
    }
    try {
      answer(call, request, response, chain);
    } catch (BodyTooLargeException e) {
      var unreadable =
          new HttpMessageNotReadableException(
              e.getMessage(), e, new ServletServerHttpRequest(request));
      handlerExceptionResolver.resolveException(request, response, null, unreadable);
    } finally {
      free.release();
    }
  }

  private static boolean isPlainPost(HttpServletRequest request) {
    var accept = request.getHeader(HttpHeaders.ACCEPT);
    return HttpMethod.POST.matches(request.getMethod())
        && MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType())
        && request.getQueryString() == null
        && (accept == null
            || accept.equals(MediaType.ALL_VALUE)
            || accept.equals(MediaType.APPLICATION_JSON_VALUE));
  }

  private FrequentCall<?> find(String path) {
    for (var call : known()) {
      if (call.matches(path)) {
        return call;
      }
    }
    return null;
  }

  /** Asked for when the first request comes: the server starts before its controllers. */
  private List<FrequentCall<?>> known() {
    if (calls.isEmpty()) {
      calls =
          controllers.stream()
              .<FrequentCall<?>>flatMap(
                  each -> StreamSupport.stream(each.frequentCalls().spliterator(), false))
              .toList();
    }
    return calls;
  }

  private void answer(
      FrequentCall<?> call,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    var bytes = request.getInputStream().readAllBytes();
    UUID id;
    Object body;
    try {
      id = call.id(request.getRequestURI());
      body = json.readValue(bytes, call.body());
    } catch (IllegalArgumentException | JacksonException e) {
      chain.doFilter(new ReadRequest(request, bytes), response);
      return;
    }
    if (body == null) {
      chain.doFilter(new ReadRequest(request, bytes), response);
      return;
    }
    ServerHttpObservationFilter.findObservationContext(request)
        .ifPresent(context -> context.setPathPattern(call.pattern()));
    try {
      write(json.writeValueAsBytes(await(call, id, body)), response);
    } catch (RuntimeException e) {
      LogIds.during(
          request, id, () -> handlerExceptionResolver.resolveException(request, response, null, e));
    }
  }

  private static Object await(FrequentCall<?> call, UUID id, Object body) {
    try {
      return call.answer(id, body).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
    } catch (TimeoutException e) {
      throw new UnavailableException("the call was not done in time; try again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("the service is stopping; try again");
    }
  }

  private static void write(byte[] answer, HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }
}
