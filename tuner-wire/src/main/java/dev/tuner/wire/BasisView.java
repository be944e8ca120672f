package dev.tuner.wire;

/**
 * What a config rests on, in numbers.
 *
 * @param source what chose it: {@code GIVEN} (a person), {@code RANDOM}, {@code SEQUENCE} (its turn
 *     in a grid or another fixed order) or {@code MODEL} (it follows from results)
 * @param observations how many results the model was built from; absent without one
 * @param step at which those results were measured; absent where they are of whole trials
 * @param densityRatio l(x)/g(x): how many times as dense the good configs are there as the others;
 *     of bohb and tpe
 * @param expectedImprovement by how much it is expected to beat the best result, in standard
 *     deviations of the warped results; of gp
 */
public record BasisView(
    String source,
    Integer observations,
    Long step,
    Double densityRatio,
    Double expectedImprovement) {}
