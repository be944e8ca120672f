package dev.tuner.runner.dl4j.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/** Collects the nodes and constants of an ONNX graph. Values are known by their names. */
final class OnnxGraph {

  /** The side that counts the items of a batch. */
  static final long BATCH = -1;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("model");
  private int made;

  /** What goes in: fp32 of this shape. */
  void input(String name, List<Long> shape) {
    graph.addInput(info(name, TensorProto.DataType.FLOAT, shape));
  }

  /** What comes out: a value that a node has made. */
  void output(String name, TensorProto.DataType type, List<Long> shape) {
    graph.addOutput(info(name, type, shape));
  }

  private static ValueInfoProto info(String name, TensorProto.DataType type, List<Long> shape) {
    var sides = TensorShapeProto.newBuilder();
    for (long side : shape) {
      var one = Dimension.newBuilder();
      sides.addDim(side == BATCH ? one.setDimParam("batch") : one.setDimValue(side));
    }
    var tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(sides);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** A constant of fp32 numbers. */
  String constant(String name, float[] values, long... shape) {
    var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return add(name, TensorProto.DataType.FLOAT, bytes, shape);
  }

  /** A constant row of whole numbers, such as a shape. */
  String whole(long... values) {
    var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return add("whole" + ++made, TensorProto.DataType.INT64, bytes, values.length);
  }

  private String add(String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
    var tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(bytes));
    for (long side : shape) {
      tensor.addDims(side);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** A node with one output, whose name is returned. */
  String node(String operator, List<String> inputs, AttributeProto... attributes) {
    return named(
        operator.toLowerCase(java.util.Locale.ROOT) + ++made, operator, inputs, attributes);
  }

  /** A node with one output of this name. */
  String named(String output, String operator, List<String> inputs, AttributeProto... attributes) {
    node(operator, inputs, List.of(output), attributes);
    return output;
  }

  /** A node with several outputs; one that is not wanted has an empty name. */
  void node(
      String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName("node" + graph.getNodeCount())
            .setOpType(operator)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
  }

  static AttributeProto whole(String name, long value) {
    return attribute(name, AttributeType.INT).setI(value).build();
  }

  static AttributeProto wholes(String name, long... values) {
    var attribute = attribute(name, AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto real(String name, double value) {
    return attribute(name, AttributeType.FLOAT).setF((float) value).build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  GraphProto build() {
    return graph.build();
  }
}
