package dev.tuner.runner.dl4j;

import java.util.ArrayDeque;
import java.util.Deque;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Long short-term memory: gates input, forget, cell, output.
 *
 * @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">Hochreiter and Schmidhuber, Long
 *     Short-Term Memory</a>
 */
final class LstmCell implements RecurrentNode.Cell {

  private record Step(
      INDArray input,
      INDArray forget,
      INDArray candidate,
      INDArray output,
      INDArray before,
      INDArray squashed) {}

  private final Deque<Step> steps = new ArrayDeque<>();
  private INDArray memory;
  private INDArray byMemory;

  @Override
  public void begin(INDArray firstState) {
    steps.clear();
    memory = Nd4j.zerosLike(firstState);
    byMemory = Nd4j.zerosLike(firstState);
  }

  @Override
  public INDArray next(INDArray fromInput, INDArray fromState, INDArray state) {
    var sums = fromInput.add(fromState);
    var input = Transforms.sigmoid(gate(sums, 0, 4), false);
    var forget = Transforms.sigmoid(gate(sums, 1, 4), false);
    var candidate = Transforms.tanh(gate(sums, 2, 4), false);
    var output = Transforms.sigmoid(gate(sums, 3, 4), false);
    var before = memory;
    memory = forget.mul(before).addi(input.mul(candidate));
    var squashed = Transforms.tanh(memory, true);
    steps.push(new Step(input, forget, candidate, output, before, squashed));
    return output.mul(squashed);
  }

  @Override
  public Back back(INDArray byState) {
    var step = steps.pop();
    byMemory.addi(slopeOfTanh(step.squashed()).muli(step.output()).muli(byState));
    var byInput = slope(step.input()).muli(byMemory).muli(step.candidate());
    var byForget = slope(step.forget()).muli(byMemory).muli(step.before());
    var byCandidate = slopeOfTanh(step.candidate()).muli(byMemory).muli(step.input());
    var byOutput = slope(step.output()).muli(byState).muli(step.squashed());
    byMemory = byMemory.mul(step.forget());
    var gates = Nd4j.concat(1, byInput, byForget, byCandidate, byOutput);
    return new Back(gates, gates, Nd4j.zerosLike(byState));
  }

  /** A copy of one gate's columns. */
  static INDArray gate(INDArray all, int number, int of) {
    long units = all.size(1) / of;
    var columns = NDArrayIndex.interval(number * units, (number + 1) * units);
    return all.get(NDArrayIndex.all(), columns).dup('c');
  }

  /** The sigmoid's derivative, from its value. */
  static INDArray slope(INDArray value) {
    return value.rsub(1).muli(value);
  }

  static INDArray slopeOfTanh(INDArray value) {
    return value.mul(value).rsubi(1);
  }
}
