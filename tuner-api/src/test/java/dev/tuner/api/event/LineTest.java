package dev.tuner.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LineTest {

  private static final Frame RESET = frame("RESET ");

  private final Reader reader = new Reader();

  /** A connection whose other end reads or does not. */
  private static final class Reader extends ServletOutputStream {
    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private boolean reads = true;

    @Override
    public boolean isReady() {
      return reads;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      // the test calls it itself
    }

    @Override
    public void write(int value) throws IOException {
      got.write(value);
    }
  }

  @Test
  void keepsWhatASlowReaderHasNotTaken() throws Exception {
    var line = line();
    line.send(frame("a "), RESET);
    reader.reads = false;
    line.send(frame("b "), RESET);
    line.send(frame("c "), RESET);
    assertThat(reader.got.toString(StandardCharsets.UTF_8)).isEqualTo("a ");

    reader.reads = true;
    line.onWritePossible();

    assertThat(reader.got.toString(StandardCharsets.UTF_8)).isEqualTo("a b c ");
  }

  @Test
  void tellsOneWhoIsTooSlowToReadAgainInsteadOfKeepingEverything() throws Exception {
    var line = line();
    reader.reads = false;
    for (int i = 0; i <= Line.MOST_WAITING; i++) {
      line.send(frame("old "), RESET);
    }
    line.send(frame("new "), RESET);
    line.pulse(frame("alive "));

    reader.reads = true;
    line.onWritePossible();

    assertThat(reader.got.toString(StandardCharsets.UTF_8)).isEqualTo("RESET new ");
  }

  private Line line() throws IOException {
    var response =
        new MockHttpServletResponse() {
          @Override
          public ServletOutputStream getOutputStream() {
            return reader;
          }
        };
    return new Line(new MockAsyncContext(new MockHttpServletRequest(), response), () -> {});
  }

  private static Frame frame(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8));
  }
}
