package dev.tuner.runner.dl4j;

import static dev.tuner.runner.dl4j.LstmCell.gate;
import static dev.tuner.runner.dl4j.LstmCell.slope;
import static dev.tuner.runner.dl4j.LstmCell.slopeOfTanh;

import java.util.ArrayDeque;
import java.util.Deque;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Gated recurrent unit: gates reset, update, new; the reset gate acts on the state's product, as in
 * cuDNN and PyTorch.
 *
 * @see <a href="https://arxiv.org/abs/1406.1078">Cho et al., RNN Encoder-Decoder</a>
 */
final class GruCell implements RecurrentNode.Cell {

  private record Step(
      INDArray reset, INDArray update, INDArray fresh, INDArray product, INDArray before) {}

  private final Deque<Step> steps = new ArrayDeque<>();

  @Override
  public void begin(INDArray firstState) {
    steps.clear();
  }

  @Override
  public INDArray next(INDArray fromInput, INDArray fromState, INDArray state) {
    var reset = Transforms.sigmoid(gate(fromInput, 0, 3).addi(gate(fromState, 0, 3)), false);
    var update = Transforms.sigmoid(gate(fromInput, 1, 3).addi(gate(fromState, 1, 3)), false);
    var product = gate(fromState, 2, 3);
    var fresh = Transforms.tanh(gate(fromInput, 2, 3).addi(reset.mul(product)), false);
    steps.push(new Step(reset, update, fresh, product, state));
    return fresh.add(update.mul(state.sub(fresh)));
  }

  @Override
  public Back back(INDArray byState) {
    var step = steps.pop();
    var byUpdate = slope(step.update()).muli(byState).muli(step.before().sub(step.fresh()));
    var byFresh = slopeOfTanh(step.fresh()).muli(byState).muli(step.update().rsub(1));
    var byReset = slope(step.reset()).muli(byFresh).muli(step.product());
    return new Back(
        Nd4j.concat(1, byReset, byUpdate, byFresh),
        Nd4j.concat(1, byReset, byUpdate, byFresh.mul(step.reset())),
        byState.mul(step.update()));
  }
}
