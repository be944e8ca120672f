package dev.tuner.runner.dl4j.export;

import static dev.tuner.runner.dl4j.export.OnnxGraph.BATCH;

import dev.tuner.client.WireJson;
import dev.tuner.runner.training.WholeFile;
import dev.tuner.runner.training.network.Shape;
import dev.tuner.runner.training.recipe.PortableModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto.DataType;

/**
 * A trained model as ONNX: items as they are read go in as {@code input}, and what {@code tuner
 * predict} writes comes out: {@code probabilities} and {@code class} (its number in the list of
 * names in the metadata), {@code prediction} in the targets' unit, or {@code score}.
 *
 * @see <a href="https://onnx.ai/onnx/operators/">ONNX operators</a>
 */
public final class OnnxModel {

  /** The version of ONNX's operators: old enough for every runtime in use. */
  static final int OPERATORS = 13;

  /** The version of the file format that came with these operators (ONNX 1.8). */
  private static final int FORMAT = 7;

  private final PortableModel model;
  private final OnnxGraph graph = new OnnxGraph();

  private OnnxModel(PortableModel model) {
    this.model = model;
  }

  /** Writes the file whole, or not at all. */
  public static void write(PortableModel model, Path file) throws IOException {
    var proto = new OnnxModel(model).build();
    WholeFile.write(
        file,
        partial -> {
          try (var out = Files.newOutputStream(partial)) {
            proto.writeTo(out);
          }
        });
  }

  private ModelProto build() {
    graph.input("input", shape(model.item()));
    var features = reshaped(scaled("input"));
    var layers = new OnnxLayers(graph, model::tensor);
    answer(layers.chain(model.network().layers(), model.network().input(), features));
    var proto =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT)
            .setProducerName("tuner")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
            .setGraph(graph.build());
    if (model.answer() instanceof PortableModel.Classes classes) {
      proto.addMetadataProps(entry("classes", WireJson.text(classes.names())));
    }
    if (!model.features().isEmpty()) {
      proto.addMetadataProps(entry("features", WireJson.text(model.features())));
    }
    return proto.addMetadataProps(entry("provenance", model.provenance())).build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static List<Long> shape(List<Integer> item) {
    var shape = new ArrayList<>(List.of(BATCH));
    item.forEach(side -> shape.add(side.longValue()));
    return shape;
  }

  /** Mean 0 and deviation 1; a feature that never changed becomes 0, and so does a missing one. */
  private String scaled(String input) {
    if (model.scaling().isEmpty()) {
      return model.fillsMissing() ? filled(input, constant("zero", new float[] {0})) : input;
    }
    var scaling = model.scaling().get();
    var mean = constant("input.mean", scaling.means());
    var known = model.fillsMissing() ? filled(input, mean) : input;
    var centred = graph.node("Sub", List.of(known, mean));
    return graph.node("Mul", List.of(centred, constant("input.factor", scaling.factors())));
  }

  private String filled(String input, String with) {
    var missing = graph.node("IsNaN", List.of(input));
    return graph.node("Where", List.of(missing, with, input));
  }

  /** One value for each channel of images, else for each place of the last side. */
  private String constant(String name, float[] values) {
    return model.scalesChannels()
        ? graph.constant(name, values, values.length, 1, 1)
        : graph.constant(name, values, values.length);
  }

  private String reshaped(String item) {
    var wanted = sides(model.network().input());
    if (wanted.equals(model.item())) {
      return item;
    }
    var shape = shape(wanted).stream().mapToLong(Long::longValue).toArray();
    return graph.node("Reshape", List.of(item, graph.whole(shape)));
  }

  private static List<Integer> sides(Shape shape) {
    if (shape instanceof Shape.Image image) {
      return List.of(image.channels(), image.height(), image.width());
    } else if (shape instanceof Shape.Sequence sequence) {
      return List.of(sequence.items(), sequence.features());
    }
    return List.of(shape.size());
  }

  private void answer(String raw) {
    long outputs = model.network().outputs();
    if (model.answer() instanceof PortableModel.Classes) {
      graph.named("probabilities", "Softmax", List.of(raw), OnnxGraph.whole("axis", 1));
      var wide = OnnxGraph.whole("axis", 1);
      graph.named("class", "ArgMax", List.of(raw), wide, OnnxGraph.whole("keepdims", 0));
      graph.output("probabilities", DataType.FLOAT, List.of(BATCH, outputs));
      graph.output("class", DataType.INT64, List.of(BATCH));
    } else if (model.answer() instanceof PortableModel.Numbers numbers) {
      var scaling = numbers.scaling();
      var unit = graph.constant("target.deviation", scaling.deviations(), outputs);
      var mean = graph.constant("target.mean", scaling.means(), outputs);
      graph.named("prediction", "Add", List.of(graph.node("Mul", List.of(raw, unit)), mean));
      graph.output("prediction", DataType.FLOAT, List.of(BATCH, outputs));
    } else {
      graph.named("score", "Reshape", List.of(raw, graph.whole(BATCH)));
      graph.output("score", DataType.FLOAT, List.of(BATCH));
    }
  }
}
