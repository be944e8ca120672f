package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.SequenceLayer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@link SequenceLayer.Recurrent}: the inputs of all items are multiplied at once, the states item
 * by item.
 */
final class RecurrentNode implements Node {

  private final SequenceLayer.Recurrent layer;
  private final Cell cell;
  private final Slots inputWeight;
  private final Slots stateWeight;
  private final Slots inputBias;
  private final Slots stateBias;
  private Arithmetic arithmetic = Arithmetic.FP32;
  private INDArray items; // item after item: items × examples rows
  private INDArray kernel;
  private INDArray stateKernel;
  private final List<INDArray> states = new ArrayList<>(); // before each item, and the last
  private long examples;

  RecurrentNode(SequenceLayer.Recurrent layer, Graph graph) {
    this.layer = layer;
    this.cell = layer.cell() == SequenceLayer.Cell.LSTM ? new LstmCell() : new GruCell();
    inputWeight = graph.slots(layer.name() + ".input_weight");
    stateWeight = graph.slots(layer.name() + ".state_weight");
    inputBias = graph.slots(layer.name() + ".input_bias");
    stateBias = graph.slots(layer.name() + ".state_bias");
  }

  /** What happens at one item. Gates are blocks of columns. */
  interface Cell {

    /** Forgets the last forward run. */
    void begin(INDArray firstState);

    /**
     * The next state.
     *
     * @param fromInput the input's product with its weights, plus bias
     * @param fromState the last state's, likewise
     */
    INDArray next(INDArray fromInput, INDArray fromState, INDArray state);

    /** The last item's turn back; called from the last item to the first. */
    Back back(INDArray byState);

    /**
     * Gradients by a cell's three inputs.
     *
     * @param byState without what goes through the state's weights
     */
    record Back(INDArray byInput, INDArray byProduct, INDArray byState) {}
  }

  @Override
  public INDArray forward(INDArray sequence, Pass pass) {
    arithmetic = pass.arithmetic();
    examples = sequence.size(0);
    long count = sequence.size(1);
    items =
        arithmetic.operand(
            sequence.permute(1, 0, 2).dup('c').reshape(examples * count, sequence.size(2)));
    kernel = arithmetic.operand(inputWeight.value());
    stateKernel = arithmetic.operand(stateWeight.value());
    var products = arithmetic.result(Native.product(items, false, kernel, false));
    products.addiRowVector(inputBias.value());
    var state = Nd4j.create(DataType.FLOAT, examples, layer.units());
    cell.begin(state);
    states.clear();
    states.add(state);
    for (int i = 0; i < count; i++) {
      var operand = arithmetic.operand(state);
      var product = arithmetic.result(Native.product(operand, false, stateKernel, false));
      product.addiRowVector(stateBias.value());
      state = cell.next(rows(products, i), product, state);
      states.add(state);
    }
    return layer.last() ? state : inOrder(states.subList(1, states.size()));
  }

  private INDArray rows(INDArray all, long item) {
    return all.get(NDArrayIndex.interval(item * examples, (item + 1) * examples));
  }

  private static INDArray inOrder(List<INDArray> byItem) {
    return Nd4j.stack(1, byItem.toArray(INDArray[]::new)).dup('c');
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    int count = states.size() - 1;
    var byInputs = Native.empty(items.castTo(DataType.FLOAT), items.size(0), width());
    var byWeight = Nd4j.zerosLike(stateWeight.value());
    var byBias = Nd4j.zerosLike(stateBias.value());
    var later = Nd4j.create(DataType.FLOAT, examples, layer.units());
    for (int i = count - 1; i >= 0; i--) {
      var back = cell.back(later.add(from(gradient, i, count)));
      rows(byInputs, i).assign(back.byInput());
      byBias.addi(back.byProduct().sum(0));
      var errors = arithmetic.operand(back.byProduct());
      var before = arithmetic.operand(states.get(i));
      byWeight.addi(arithmetic.result(Native.product(before, true, errors, false)));
      var through = arithmetic.result(Native.product(errors, false, stateKernel, true));
      later = back.byState().add(through);
    }
    keep(byInputs, byWeight, byBias);
    return inputToo ? byItems(byInputs, count) : gradient;
  }

  private int width() {
    return layer.cell().gates() * layer.units();
  }

  /** What comes back to the state after item {@code i} from the layer's output. */
  private INDArray from(INDArray gradient, int i, int count) {
    if (!layer.last()) {
      return gradient.get(NDArrayIndex.all(), NDArrayIndex.point(i), NDArrayIndex.all());
    }
    return i == count - 1 ? gradient : Nd4j.zerosLike(gradient);
  }

  private void keep(INDArray byInputs, INDArray byWeight, INDArray byBias) {
    if (trains()) {
      var errors = arithmetic.operand(byInputs);
      inputWeight.gradient().assign(arithmetic.result(Native.product(items, true, errors, false)));
      inputBias.gradient().assign(byInputs.sum(0));
      stateWeight.gradient().assign(byWeight);
      stateBias.gradient().assign(byBias);
    }
  }

  private INDArray byItems(INDArray byInputs, int count) {
    var errors = arithmetic.operand(byInputs);
    var rows = arithmetic.result(Native.product(errors, false, kernel, true));
    return rows.reshape('c', count, examples, rows.size(1)).permute(1, 0, 2).dup('c');
  }

  @Override
  public boolean trains() {
    return inputWeight.trains();
  }
}
