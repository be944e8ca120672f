package dev.tuner.benchmarks.quality;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/**
 * The network of a YAHPO Gym surrogate: residual blocks with gated linear units, in the form that
 * the {@code forward} text of its {@code .spec.json} describes.
 *
 * @see <a href="https://arxiv.org/abs/2109.03670">Pfisterer et al., YAHPO Gym</a>
 */
final class Network {
  private static final double EPSILON = 1e-5;

  private final JsonNode tensors;
  private final float[] weights;
  private final DenseLayer first;
  private final DenseLayer[] wide;
  private final DenseLayer[] narrow;
  private final Scaling[] norms;
  private final Scaling last;
  private final DenseLayer head;

  private Network(JsonNode spec, float[] weights) {
    this.tensors = spec.get("tensors");
    this.weights = weights;
    int blocks = spec.get("blocks").asInt();
    this.first = layer("first_layer");
    this.wide = new DenseLayer[blocks];
    this.narrow = new DenseLayer[blocks];
    this.norms = new Scaling[blocks];
    for (int b = 0; b < blocks; b++) {
      wide[b] = layer("layers.%d.linear0".formatted(b));
      narrow[b] = layer("layers.%d.linear1".formatted(b));
      norms[b] = norm("layers.%d.norm".formatted(b));
    }
    this.last = norm("last_normalization");
    this.head = layer("head");
  }

  static Network read(JsonNode spec, Path directory) throws IOException {
    float[] weights = new float[spec.get("weights").get("floats").asInt()];
    Path file = directory.resolve(spec.get("weights").get("file").asString());
    try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      byte[] bytes = in.readNBytes(weights.length * Float.BYTES);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(weights);
    }
    return new Network(spec, weights);
  }

  private float[] tensor(String name) {
    JsonNode tensor = tensors.get(name);
    int size = 1;
    for (JsonNode side : tensor.get("shape")) {
      size *= side.asInt();
    }
    float[] values = new float[size];
    System.arraycopy(weights, tensor.get("offset").asInt(), values, 0, size);
    return values;
  }

  private DenseLayer layer(String name) {
    float[] rows = tensor(name + ".weight");
    float[] bias = tensor(name + ".bias");
    return DenseLayer.ofRows(rows, bias);
  }

  private Scaling norm(String name) {
    float[] scale = tensor(name + ".weight");
    float[] shift = tensor(name + ".bias");
    float[] mean = tensor(name + ".running_mean");
    float[] variance = tensor(name + ".running_var");
    for (int i = 0; i < scale.length; i++) {
      scale[i] /= (float) Math.sqrt(variance[i] + EPSILON);
      shift[i] -= mean[i] * scale[i];
    }
    return new Scaling(scale, shift);
  }

  /** The vector that stands for a category. */
  float[] embedding(int parameter, int code) {
    String name = "emb" + parameter;
    int width = tensors.get(name).get("shape").get(1).asInt();
    float[] row = new float[width];
    System.arraycopy(
        weights, tensors.get(name).get("offset").asInt() + code * width, row, 0, width);
    return row;
  }

  /** The outputs, each between 0 and 1. */
  float[] forward(float[] input) {
    float[] h = first.apply(input);
    for (int b = 0; b < wide.length; b++) {
      float[] u = wide[b].apply(norms[b].apply(h));
      float[] gated = new float[u.length / 2];
      for (int i = 0; i < gated.length; i++) {
        gated[i] = u[i] * Math.max(0, u[gated.length + i]);
      }
      float[] added = narrow[b].apply(gated);
      for (int i = 0; i < h.length; i++) {
        h[i] += added[i];
      }
    }
    float[] out = last.apply(h);
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0, out[i]);
    }
    out = head.apply(out);
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (1 / (1 + Math.exp(-out[i])));
    }
    return out;
  }
}
