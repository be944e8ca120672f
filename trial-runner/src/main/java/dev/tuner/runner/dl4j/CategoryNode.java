package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.EmbeddingLayer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** {@link EmbeddingLayer.OfCategories}. */
final class CategoryNode implements Node {

  private final int numeric;
  private final int dimension;
  private final List<EmbeddingNode> columns = new ArrayList<>();

  CategoryNode(EmbeddingLayer.OfCategories layer, Graph graph) {
    numeric = layer.numeric();
    dimension = layer.dimension();
    for (int i = 0; i < layer.cardinalities().size(); i++) {
      columns.add(new EmbeddingNode(graph.slots(layer.name() + i + ".weight")));
    }
  }

  @Override
  public INDArray forward(INDArray input, Pass pass) {
    List<INDArray> parts = new ArrayList<>();
    if (numeric > 0) {
      parts.add(columns(input, 0, numeric));
    }
    for (int i = 0; i < columns.size(); i++) {
      var vectors = columns.get(i).forward(columns(input, numeric + i, numeric + i + 1), pass);
      parts.add(vectors.reshape('c', input.size(0), dimension));
    }
    return Nd4j.concat(1, parts.toArray(INDArray[]::new));
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    for (int i = 0; i < columns.size(); i++) {
      int from = numeric + i * dimension;
      columns.get(i).backward(columns(gradient, from, from + dimension), false);
    }
    return gradient; // always the first layer
  }

  private static INDArray columns(INDArray rows, int from, int to) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }

  @Override
  public boolean trains() {
    return columns.stream().anyMatch(EmbeddingNode::trains);
  }
}
