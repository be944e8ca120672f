package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.ParameterLayout;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A flat vector on the device, and its blocks as views of it. */
final class FlatVector implements AutoCloseable {

  private final INDArray all;
  private final Map<String, INDArray> views = new HashMap<>();

  FlatVector(ParameterLayout layout) {
    all = Nd4j.create(DataType.FLOAT, Math.max(1, layout.length()));
    for (var block : layout.blocks()) {
      var shape = block.shape().stream().mapToLong(Integer::longValue).toArray();
      var range = NDArrayIndex.interval(block.offset(), block.end());
      views.put(block.name(), all.get(range).reshape('c', shape));
    }
  }

  /** The live view of a block. */
  INDArray view(String name) {
    return views.get(name);
  }

  void set(float[] values) {
    if (values.length > 0) {
      Host.write(values, all);
    }
  }

  void copyTo(float[] values) {
    if (values.length > 0) {
      Host.read(all, values);
    }
  }

  @Override
  public void close() {
    all.close();
  }
}
