package dev.tuner.api.http;

import java.io.IOException;
import org.springframework.util.unit.DataSize;

/** A request body has more bytes than the service reads. */
public final class BodyTooLargeException extends IOException {
  BodyTooLargeException(DataSize limit) {
    super(
        "The body has more than %d bytes; send less at a time, or raise tuner.api.max-body"
            .formatted(limit.toBytes()));
  }
}
