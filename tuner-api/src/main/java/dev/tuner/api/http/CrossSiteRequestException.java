package dev.tuner.api.http;

/** A page of another site asked a browser to change something here. */
public final class CrossSiteRequestException extends RuntimeException {
  CrossSiteRequestException() {
    super("The page of another site may not change anything here; use the service's own page");
  }
}
