package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the domains of single values, with Ray Tune's names and meanings.
 *
 * <p>{@code randint} and {@code lograndint} exclude their upper bound; quantised ones include it,
 * and their bounds must be multiples of the step.
 */
final class DomainReader {
  private final Problems problems;
  private final Map<String, Form> forms = new TreeMap<>();

  /** One domain word: how its arguments look, and how they are read. */
  private record Form(String example, int fewest, int most, Reading reading) {}

  private interface Reading {
    Optional<Domain> read(Arguments arguments);
  }

  DomainReader(Problems problems) {
    this.problems = problems;
    forms.put("uniform", bounds("[1, 10]", a -> real(a, Scale.LINEAR)));
    forms.put("loguniform", bounds("[0.001, 1]", a -> real(a, Scale.LOG)));
    forms.put("quniform", bounds("[0, 1, 0.1]", a -> stepped(a, Scale.LINEAR)));
    forms.put("qloguniform", bounds("[0.1, 10, 0.1]", a -> stepped(a, Scale.LOG)));
    forms.put("randint", bounds("[1, 10]", DomainReader::integers));
    forms.put("qrandint", bounds("[8, 64, 8]", DomainReader::steppedIntegers));
    forms.put("lograndint", bounds("[1, 1000]", DomainReader::logIntegers));
    forms.put("qlograndint", bounds("[8, 512, 8]", DomainReader::steppedLogIntegers));
    forms.put("randn", new Form("[0, 1]", 0, 2, DomainReader::gaussian));
    forms.put("qrandn", new Form("[0, 1, 0.1]", 3, 3, DomainReader::steppedGaussian));
    forms.put(
        "ordered_choice", new Form("[32, 64, 128]", 1, Integer.MAX_VALUE, Arguments::ordered));
  }

  private static Form bounds(String example, Reading reading) {
    int count = example.split(",").length;
    return new Form(example, count, count, reading);
  }

  Set<String> words() {
    return forms.keySet();
  }

  boolean knows(String word) {
    return forms.containsKey(word);
  }

  /** The domain, or empty after adding a problem. */
  Optional<Domain> read(String word, Object arguments, String pointer) {
    Form form = forms.get(word);
    if (arguments instanceof List<?> list
        && list.size() >= form.fewest()
        && list.size() <= form.most()) {
      return form.reading().read(new Arguments(list, pointer, problems));
    }
    problems.add(
        pointer,
        "must look like {\"%s\": %s} but is %s"
            .formatted(word, form.example(), Json.show(arguments)));
    return Optional.empty();
  }

  private static Optional<Domain> real(Arguments a, Scale scale) {
    return a.range(scale).map(range -> range);
  }

  private static Optional<Domain> stepped(Arguments a, Scale scale) {
    Optional<Real> range = a.range(scale);
    Optional<Step> step = a.step(2, false);
    return range.isPresent() && step.isPresent() && a.areMultiples(range.get(), step.get())
        ? Optional.of(new Stepped(range.get(), step.get()))
        : Optional.empty();
  }

  private static Optional<Domain> integers(Arguments a) {
    return a.wholeRange(Scale.LINEAR)
        .map(range -> new Integers(range.low(), 1, range.high() - range.low()));
  }

  private static Optional<Domain> logIntegers(Arguments a) {
    return a.wholeRange(Scale.LOG).map(range -> new LogIntegers(range.low(), range.high()));
  }

  private static Optional<Domain> steppedIntegers(Arguments a) {
    return wholeSteps(a, Scale.LINEAR)
        .map(
            stepped -> {
              long size = (long) stepped.step().size();
              return new Integers((long) stepped.range().low(), size, stepped.levels());
            });
  }

  private static Optional<Domain> steppedLogIntegers(Arguments a) {
    return wholeSteps(a, Scale.LOG).map(stepped -> stepped);
  }

  private static Optional<Stepped> wholeSteps(Arguments a, Scale scale) {
    Optional<Arguments.WholeRange> range = a.wholeRange(scale);
    Optional<Step> step = a.step(2, true);
    if (range.isEmpty() || step.isEmpty()) {
      return Optional.empty();
    }
    Real real = new Real((double) range.get().low(), (double) range.get().high(), scale);
    return a.areMultiples(real, step.get())
        ? Optional.of(new Stepped(real, step.get()))
        : Optional.empty();
  }

  private static Optional<Domain> gaussian(Arguments a) {
    return a.gaussian().map(gaussian -> gaussian);
  }

  private static Optional<Domain> steppedGaussian(Arguments a) {
    Optional<Gaussian> gaussian = a.gaussian();
    Optional<Step> step = a.step(2, false);
    return gaussian.isPresent() && step.isPresent()
        ? Optional.of(new SteppedGaussian(gaussian.get(), step.get()))
        : Optional.empty();
  }
}
