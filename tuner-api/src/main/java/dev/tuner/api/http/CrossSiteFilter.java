package dev.tuner.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses changes that the page of another site asks for: the service trusts whoever reaches its
 * address, and the browser of its user does.
 */
@Component
@Order(FilterOrder.CROSS_SITE)
class CrossSiteFilter extends OncePerRequestFilter {

  private final HandlerExceptionResolver handlerExceptionResolver;

  CrossSiteFilter(HandlerExceptionResolver handlerExceptionResolver) {
    this.handlerExceptionResolver = handlerExceptionResolver;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if ("cross-site".equals(request.getHeader("Sec-Fetch-Site")) && changes(request.getMethod())) {
      handlerExceptionResolver.resolveException(
          request, response, null, new CrossSiteRequestException());
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean changes(String method) {
    return !HttpMethod.GET.matches(method) && !HttpMethod.HEAD.matches(method);
  }
}
