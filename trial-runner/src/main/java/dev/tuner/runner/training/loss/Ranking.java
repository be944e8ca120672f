package dev.tuner.runner.training.loss;

import java.util.stream.IntStream;

/**
 * Losses of a query's documents: an example is a query, an output a document's score, a target its
 * relevance. Documents of negative relevance are padding and take no part. A query whose documents
 * are all alike in relevance teaches nothing and loses 0.
 */
public enum Ranking implements Loss {
  /**
   * The mean over all pairs of different relevance of {@code log(1 + exp(worse - better))}.
   *
   * @see <a href="https://doi.org/10.1145/1102351.1102363">Burges et al., RankNet</a>
   */
  PAIRWISE {
    @Override
    double ranked(Example example, int[] documents, double factor, float[] gradient) {
      long pairs = pairs(example, documents);
      double loss = 0;
      for (int better : documents) {
        for (int worse : documents) {
          if (example.targets()[better] > example.targets()[worse]) {
            double lead = (double) example.outputs()[better] - example.outputs()[worse];
            double push = factor / pairs / (1 + Math.exp(lead));
            gradient[better] -= (float) push;
            gradient[worse] += (float) push;
            loss += Math.max(0, -lead) + Math.log1p(Math.exp(-Math.abs(lead)));
          }
        }
      }
      return loss / pairs;
    }
  },
  /**
   * Cross-entropy between the softmax of the scores and {@code 2^relevance - 1}, normalised.
   *
   * @see <a href="https://doi.org/10.1145/1273496.1273513">Cao et al., ListNet</a>
   */
  LISTWISE {
    @Override
    double ranked(Example example, int[] documents, double factor, float[] gradient) {
      var scores = new float[documents.length];
      var gains = new float[documents.length];
      double total = 0;
      for (int i = 0; i < documents.length; i++) {
        scores[i] = example.outputs()[documents[i]];
        gains[i] = (float) (Math.pow(2, example.targets()[documents[i]]) - 1);
        total += gains[i];
      }
      for (int i = 0; i < gains.length; i++) {
        gains[i] = (float) (gains[i] / total);
      }
      var inner = new float[documents.length];
      double loss =
          new CrossEntropy().of(new Example(scores, gains, 0, scores.length), factor, inner);
      for (int i = 0; i < documents.length; i++) {
        gradient[documents[i]] = inner[i];
      }
      return loss;
    }
  };

  @Override
  public double of(Example example, double factor, float[] gradient) {
    int[] documents =
        IntStream.range(example.start(), example.end())
            .filter(i -> example.targets()[i] >= 0)
            .toArray();
    for (int i = example.start(); i < example.end(); i++) {
      gradient[i] = 0;
    }
    return pairs(example, documents) == 0 ? 0 : ranked(example, documents, factor, gradient);
  }

  /** The loss of documents that differ in relevance; adds to a gradient of zeros. */
  abstract double ranked(Example example, int[] documents, double factor, float[] gradient);

  private static long pairs(Example example, int[] documents) {
    long pairs = 0;
    for (int better : documents) {
      for (int worse : documents) {
        pairs += example.targets()[better] > example.targets()[worse] ? 1 : 0;
      }
    }
    return pairs;
  }
}
