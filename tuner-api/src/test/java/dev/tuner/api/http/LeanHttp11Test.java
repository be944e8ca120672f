package dev.tuner.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.Http;
import dev.tuner.api.ServiceTest;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** That 5,000 workers wait in 512 MB is in {@code benchmarks/run control-plane --only workers}. */
@ServiceTest
class LeanHttp11Test {

  @Autowired private ServletWebServerApplicationContext context;
  @Autowired private Http http;

  @Test
  void isWhatTheServiceSpeaks() {
    var server = (TomcatWebServer) context.getWebServer();
    var protocol = server.getTomcat().getConnector().getProtocolHandler();
    assertThat(protocol).isInstanceOf(LeanHttp11.class);
    assertThat(((AbstractHttp11Protocol<?>) protocol).getMaxHttpResponseHeaderSize())
        .isEqualTo(4096);
  }

  @Test
  void takesHeadersAndAnswersThatAreLargerThanABuffer() {
    var answer = http.get("/v3/api-docs", "X-Long", "x".repeat(6_000));
    assertThat(answer.response().statusCode()).isEqualTo(200);
    assertThat(answer.response().body()).hasSizeGreaterThan(20_000).endsWith("}");
  }
}
