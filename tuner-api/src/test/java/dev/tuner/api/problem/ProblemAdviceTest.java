package dev.tuner.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.api.EdgeTest;
import dev.tuner.api.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@EdgeTest
@Import(ProbeController.class)
class ProblemAdviceTest {

  @Autowired private Http http;

  @Test
  void namesLineAndColumnOfMalformedJson() {
    http.post("/api/v1/probe/studies", "{\n  \"name\": \"a\",\n  oops }")
        .isProblem(400, "malformed-json")
        .detailContains("line 3, column");
  }

  @Test
  void namesAnUnknownFieldAndTheNearestKnownOne() {
    http.post("/api/v1/probe/studies", "{\"name\": \"a\", \"num_sampels\": 3}")
        .isProblem(400, "unknown-field")
        .error(
            "/num_sampels",
            "There is no field \"num_sampels\" here; did you mean \"num_samples\"?");
  }

  @Test
  void listsTheKnownFieldsWhenNoneIsNear() {
    http.post("/api/v1/probe/studies", "{\"failure\": {\"colour\": 3}}")
        .isProblem(400, "unknown-field")
        .error("/failure/colour", "There is no field \"colour\" here; known are max_retries");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'lease': 1, 'step': '5'}       | /step       | Expected a whole number",
        "{'lease': 1, 'step': 1.5}       | /step       | Expected a whole number but got 1.5",
        "{'lease': true, 'step': 1}      | /lease      | Expected a whole number",
        "{'lease': 1, 'step': 1, 'metrics': {'a/b': 'high'}} | /metrics/a~1b | Expected a number, \"NaN\", \"Infinity\" or \"-Infinity\"",
        "{'lease': 1, 'step': 1, 'metrics': [1]} | /metrics | Expected an object",
      })
  void namesTheFieldOfAWrongType(String body, String pointer, String detail) {
    http.post("/api/v1/probe/reports", body.replace('\'', '"'))
        .isProblem(400, "wrong-type")
        .error(pointer, detail);
  }

  @Test
  void saysThatANumberIsTooBigForItsField() {
    http.post("/api/v1/probe/reports", "{\"lease\": 1, \"step\": 99999999999999999999}")
        .isProblem(400, "wrong-type")
        .detailContains("/step: ")
        .detailContains("out of range");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"name\": \"a\", \"name\": \"b\"}",
        "{\"name\": \"a\"} {}",
        "{\"seed\": NaN}",
        "{\"space\": {",
        "{\"name\""
      })
  void refusesWhatIsNotExactlyOneJsonValue(String body) {
    http.post("/api/v1/probe/studies", body)
        .isProblem(400, "malformed-json")
        .detailContains("line 1, column");
  }

  @Test
  void refusesJsonThatIsNestedTooDeeply() {
    http.post(
            "/api/v1/probe/studies", "{\"space\": " + "{\"a\":".repeat(200) + "1" + "}".repeat(201))
        .isProblem(400, "malformed-json")
        .detailContains("nesting depth");
  }

  @Test
  void asksForAMissingBody() {
    http.post("/api/v1/probe/studies", "").isProblem(400, "missing-body");
  }

  @Test
  void refusesAnythingButAnObject() {
    http.post("/api/v1/probe/studies", "[1]")
        .isProblem(400, "wrong-type")
        .error("", "Expected an object");
  }

  @Test
  void refusesABodyThatIsNotDeclaredAsJson() {
    http.send("POST", "/api/v1/probe/studies", "text/plain", "{}")
        .isProblem(415, "unsupported-media-type")
        .detailContains("text/plain")
        .hasHeader("Accept", "application/json");
  }

  @Test
  void namesTheMethodsThatArePossible() {
    http.send("DELETE", "/api/v1/probe/studies", "application/json", "")
        .isProblem(405, "method-not-allowed")
        .hasHeader("Allow", "POST");
  }

  @Test
  void saysThatThereIsNoSuchResource() {
    http.get("/api/v1/nothing")
        .isProblem(404, "no-such-resource")
        .detailContains("GET /api/v1/nothing");
    http.get("/nothing").isProblem(404, "no-such-resource");
    http.get("/error").isProblem(404, "not-found");
  }

  @Test
  void saysWhatAParameterMustBe() {
    http.get("/api/v1/probe/ids/7?page_size=1")
        .isProblem(400, "invalid-parameter")
        .detailContains("\"id\" must be a UUID")
        .detailContains("but was \"7\"");
    http.get("/api/v1/probe/ids/123e4567-e89b-12d3-a456-426614174000?page_size=ten")
        .isProblem(400, "invalid-parameter")
        .detailContains("\"page_size\" must be a whole number but was \"ten\"");
    http.get("/api/v1/probe/ids/123e4567-e89b-12d3-a456-426614174000")
        .isProblem(400, "missing-parameter")
        .detailContains("page_size");
  }

  @ParameterizedTest
  @CsvSource({"INVALID,400", "NOT_FOUND,404", "CONFLICT,409", "GONE,410", "UNAVAILABLE,503"})
  void turnsARefusalIntoTheStatusOfItsKind(String kind, int status) {
    var answer =
        http.get("/api/v1/probe/refuse/" + kind)
            .isProblem(status, "the-code")
            .detailContains("The detail");
    assertThat(answer.problem().type()).isEqualTo("/problems/the-code");
    assertThat(answer.problem().title()).isEqualTo("The code");
    assertThat(answer.problem().errors()).isNull();
  }

  @Test
  void namesTheFieldsOfInvalidInput() {
    http.get("/api/v1/probe/fail/input")
        .isProblem(400, "step-not-increasing")
        .error("/step", "Step 3 was reported already");
  }

  @Test
  void namesEveryFieldOfAnInvalidDefinition() {
    http.get("/api/v1/probe/fail/definition")
        .isProblem(400, "invalid-study")
        .error("/space/lr", "lower above upper")
        .error("/seed", "not a number");
  }

  @Test
  void asksToComeBackWhenTheDatabaseIsAway() {
    http.get("/api/v1/probe/fail/database")
        .isProblem(503, "database-unavailable")
        .hasHeader("Retry-After", "2");
    http.get("/api/v1/probe/fail/lock").isProblem(503, "too-busy").hasHeader("Retry-After", "2");
  }

  @Test
  void showsNothingOfItsInsidesWhenItFails() {
    var answer = http.get("/api/v1/probe/fail/otherwise").isProblem(500, "internal-error");
    answer.detailContains(answer.header("X-Request-Id"));
    assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
  }
}
