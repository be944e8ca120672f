package dev.tuner.client;

import java.io.IOException;

/** Sends a call and returns the answer, whatever its status. Decorators add retries. */
@FunctionalInterface
interface Transport {
  /**
   * @throws IOException when no whole answer came
   */
  Reply send(Call call) throws IOException, InterruptedException;
}
