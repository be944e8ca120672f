package dev.tuner.benchmarks.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same training with and without a technique. */
final class TechniqueCases {
  private TechniqueCases() {}

  /** A model on made images: {@code scale.images()} to an evaluation. */
  static Map<String, Object> fields(Model model, Scale scale) throws IOException {
    var fields = new HashMap<String, Object>();
    fields.put("dataset", Images.idx(scale.images()).toString());
    fields.put("validation_fraction", 0.1);
    fields.put("model", model.field());
    fields.put("optimizer", "adam");
    fields.put("batch_size", Scale.BATCH);
    fields.put("eval_interval_steps", scale.batches());
    return fields;
  }

  private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    var changed = new HashMap<>(fields);
    changed.put(name, value);
    return changed;
  }

  static List<Row> accumulation(Scale scale) throws Exception {
    var rows = new ArrayList<Row>();
    for (var model : Model.all()) {
      var whole = fields(model, scale);
      var parts = with(with(whole, "batch_size", Scale.BATCH / 4), "accumulation_steps", 4);
      var contest =
          Contest.of(
              scale.rounds(),
              List.of(() -> HarnessTrial.rate(parts), () -> HarnessTrial.rate(whole)));
      var name = model.words() + ": 4 micro-batches of 16 against one of 64";
      rows.add(Row.of(name, contest.ratio(0, 1), "times"));
    }
    return rows;
  }

  static List<Row> amp(Scale scale) throws Exception {
    var rows = new ArrayList<Row>();
    for (var model : Model.all()) {
      var full = fields(model, scale);
      var half = with(full, "precision", "amp_fp16");
      var brain = with(full, "precision", "amp_bf16");
      var contest =
          Contest.of(
              scale.rounds(),
              List.of(
                  () -> HarnessTrial.rate(full),
                  () -> HarnessTrial.rate(half),
                  () -> HarnessTrial.rate(brain)));
      var name = model.words() + ": %s, emulated, against fp32";
      rows.add(Row.of(name.formatted("amp_fp16"), contest.ratio(1, 0), "times"));
      rows.add(Row.of(name.formatted("amp_bf16"), contest.ratio(2, 0), "times"));
    }
    return rows;
  }

  static List<Row> prefetch(Scale scale) throws Exception {
    var none = fields(Model.LENET, scale);
    none.put("dataset", Images.jpegs(scale.files()).toString());
    none.put("cache", "none");
    none.put("num_workers", 0);
    none.put("eval_interval_steps", scale.files() / 4 / Scale.BATCH);
    var one = with(none, "num_workers", 1);
    var contest =
        Contest.of(
            scale.rounds(), List.of(() -> HarnessTrial.rate(none), () -> HarnessTrial.rate(one)));
    return List.of(
        Row.of("JPEG, no cache: loading in the training thread", contest.rate(0), "images/s"),
        Row.of("JPEG, no cache: one loader thread", contest.rate(1), "images/s"),
        Row.of("prefetch against none", contest.ratio(1, 0), "times"));
  }

  static List<Row> checkpoints(Scale scale) throws Exception {
    var rows = new ArrayList<Row>();
    for (var model : Model.all()) {
      var fields = fields(model, scale);
      var metrics = HarnessTrial.train(fields, Optional.of(Path.of("checkpoint")));
      var name = model.words() + ", Adam: checkpoint, ";
      rows.add(Row.of(name + "size", metrics.get("checkpoint_bytes") / 1e6, "MB"));
      rows.add(Row.of(name + "time", metrics.get("checkpoint_seconds") * 1e3, "ms"));
    }
    return rows;
  }
}
