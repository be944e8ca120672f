package dev.tuner.scheduler.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tuner.search.definition.InvalidDefinitionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BohbAsOneWordTest {

  private static Map<String, Object> study(Object search) {
    var json = new HashMap<String, Object>();
    json.put("name", "s");
    json.put("metric", "loss");
    json.put("space", Map.of("x", Map.of("uniform", List.of(0, 1))));
    json.put("scheduler", Map.of("type", "bohb", "max_t", 9));
    json.put("search", search);
    return json;
  }

  @Test
  void withoutASearchItIsHyperbandWithBohbsProposals() {
    var definition = StudyDefinitionReader.read(study(null), () -> 1);
    assertThat(definition.plan().searcher().toJson()).containsEntry("type", "bohb");
    assertThat(StudyDefinitionReader.read(definition.toJson(), () -> 2).toJson())
        .isEqualTo(definition.toJson());
  }

  @Test
  void aSearchMayGiveBohbsParametersWithoutItsName() {
    var definition = StudyDefinitionReader.read(study(Map.of("random_fraction", 0.2)), () -> 1);
    assertThat(definition.plan().searcher().toJson())
        .containsEntry("type", "bohb")
        .containsEntry("random_fraction", 0.2);
  }

  @Test
  void anotherSearchIsRefusedWithTheFix() {
    var thrown =
        catchThrowableOfType(
            InvalidDefinitionException.class,
            () -> StudyDefinitionReader.read(study(Map.of("type", "tpe")), () -> 1));
    assertThat(thrown.problems()).hasSize(1);
    assertThat(thrown.problems().get(0).pointer()).isEqualTo("/search/type");
    assertThat(thrown.problems().get(0).detail()).contains("tpe", "write scheduler hyperband");
  }
}
