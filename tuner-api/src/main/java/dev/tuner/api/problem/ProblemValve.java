package dev.tuner.api.problem;

import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers for what Tomcat refuses before it reaches any filter: no HTTP, or a path that is none.
 */
public final class ProblemValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    var status = response.getStatus();
    var isToldAlready = status < 400 || response.getContentWritten() > 0;
    if (isToldAlready || !response.setErrorReported()) {
      return;
    }
    var code = RequestProblems.code(status);
    var detail =
        "The request cannot be read as HTTP (status %d); check its path, headers and length"
            .formatted(status);
    var problem = ProblemAnswer.problem(status, code, detail);
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      response.getReporter().write(json(problem));
      response.finishResponse();
    } catch (IOException e) {
      return; // nobody is there to be told
    }
  }

  private static String json(dev.tuner.wire.Problem problem) {
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "type", problem.type(),
                "title", problem.title(),
                "status", problem.status(),
                "code", problem.code(),
                "detail", problem.detail()));
  }
}
