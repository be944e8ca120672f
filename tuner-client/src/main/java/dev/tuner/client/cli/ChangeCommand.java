package dev.tuner.client.cli;

import dev.tuner.client.Study;
import dev.tuner.client.WireJson;
import dev.tuner.client.screen.StudyScreen;
import dev.tuner.wire.StudyView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes fields of a study, or of a clone of it. */
@Command(sortOptions = false)
final class ChangeCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final BiFunction<Study, Map<String, Object>, StudyView> change;

  @Parameters(
      index = "0",
      paramLabel = "STUDY",
      description = "Name, id, or the first characters of the id")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "FIELD=VALUE",
      description = {
        "A field of the study and its new value, as JSON or as text:",
        "num_samples=80  scheduler={\"type\":\"asha\",\"max_t\":81}  time_budget=null"
      })
  private List<String> fields = List.of();

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  ChangeCommand(
      Surroundings surroundings, BiFunction<Study, Map<String, Object>, StudyView> change) {
    this.surroundings = surroundings;
    this.change = change;
  }

  @Override
  public Integer call() {
    var changes = changes();
    try (var client = server.connect(surroundings)) {
      var study = client.studies().find(name);
      var changed = change.apply(client.study(study.id()), changes);
      var out = spec.commandLine().getOut();
      out.println(StudyScreen.status(changed, surroundings.time().instant()));
      out.flush();
      return ExitCode.DONE;
    }
  }

  private Map<String, Object> changes() {
    var changes = new LinkedHashMap<String, Object>();
    for (var field : fields) {
      var sign = field.indexOf('=');
      if (sign < 1) {
        throw new IllegalArgumentException(
            "%s is no FIELD=VALUE, such as num_samples=80".formatted(field));
      }
      changes.put(field.substring(0, sign), value(field.substring(sign + 1)));
    }
    return changes;
  }

  /** JSON where it is some, text otherwise, so that names need no quotes. */
  private static Object value(String text) {
    try {
      return WireJson.object("{\"value\": %s}".formatted(text)).get("value");
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
