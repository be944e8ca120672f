package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.EmbeddingLayer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** {@link EmbeddingLayer.OfCategories}: a product for each column of categories. */
final class CategoryNode implements Node {

  private final EmbeddingLayer.OfCategories layer;
  private final List<Slots> weights = new ArrayList<>();
  private final List<INDArray> inputs = new ArrayList<>();
  private int numeric;
  private Arithmetic arithmetic = Arithmetic.FP32;

  CategoryNode(EmbeddingLayer.OfCategories layer, Graph graph) {
    this.layer = layer;
    for (int i = 0; i < layer.columns().size(); i++) {
      weights.add(graph.slots(layer.name() + i + ".weight"));
    }
  }

  @Override
  public INDArray forward(INDArray input, Pass pass) {
    arithmetic = pass.arithmetic();
    inputs.clear();
    List<INDArray> numbers = new ArrayList<>();
    List<INDArray> vectors = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < weights.size(); i++) {
      var column = layer.columns().get(i);
      addColumns(input, next, column.from(), numbers);
      next = column.from() + column.width();
      inputs.add(arithmetic.operand(columns(input, column.from(), next)));
      var weight = arithmetic.operand(weights.get(i).value());
      vectors.add(arithmetic.result(Native.product(inputs.get(i), false, weight, false)));
    }
    addColumns(input, next, (int) input.size(1), numbers);
    numeric = numbers.stream().mapToInt(part -> (int) part.size(1)).sum();
    numbers.addAll(vectors);
    return Nd4j.concat(1, numbers.toArray(INDArray[]::new));
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    for (int i = 0; i < weights.size() && trains(); i++) {
      int from = numeric + i * layer.dimension();
      var errors = arithmetic.operand(columns(gradient, from, from + layer.dimension()));
      var change = arithmetic.result(Native.product(inputs.get(i), true, errors, false));
      weights.get(i).gradient().assign(change);
    }
    return gradient; // always the first layer
  }

  private static void addColumns(INDArray rows, int from, int to, List<INDArray> parts) {
    if (to > from) {
      parts.add(columns(rows, from, to));
    }
  }

  private static INDArray columns(INDArray rows, int from, int to) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }

  @Override
  public boolean trains() {
    return weights.stream().anyMatch(Slots::trains);
  }
}
