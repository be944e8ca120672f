package dev.tuner.client;

import dev.tuner.wire.Page;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/** Calls in, records or typed errors out. */
final class Api {
  private final URI service;
  private final Transport transport;

  Api(URI service, Transport transport) {
    this.service = service;
    this.transport = transport;
  }

  <T> T send(Call call, Class<T> type) {
    var reply = answer(call);
    try {
      return WireJson.read(reply.body(), type);
    } catch (JacksonException e) {
      throw Problems.unreadable(reply, type, e);
    }
  }

  <T> Page<T> page(Call call, Class<T> item) {
    var reply = answer(call);
    try {
      return WireJson.page(reply.body(), item);
    } catch (JacksonException e) {
      throw Problems.unreadable(reply, item, e);
    }
  }

  void send(Call call) {
    answer(call);
  }

  private Reply answer(Call call) {
    var requestId = UUID.randomUUID().toString();
    var named = call.header(Problems.REQUEST_ID, requestId);
    try {
      var reply = transport.send(named);
      if (!reply.succeeded()) {
        throw Problems.of(reply, requestId);
      }
      return reply;
    } catch (IOException e) {
      throw Problems.unreachable(service, requestId, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TunerException(
          "%s %s was interrupted".formatted(call.method(), call.path()),
          new TunerException.Source(0, "interrupted", requestId),
          e);
    }
  }
}
