package dev.tuner.client;

import java.net.http.HttpHeaders;

/**
 * An answer of the service.
 *
 * @param body empty when the answer went into {@link Call#target}
 */
record Reply(int status, HttpHeaders headers, String body) {
  boolean succeeded() {
    return status >= 200 && status < 300;
  }
}
