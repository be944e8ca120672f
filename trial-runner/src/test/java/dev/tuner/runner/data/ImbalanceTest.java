package dev.tuner.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.RandomStreams;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImbalanceTest {

  private static final int COUNT = 100;
  private static final int RARE = 10; // one in ten is of class 1

  @Test
  void withoutItClassesComeAsTheyAre() throws IOException {
    var batch = epoch(Imbalance.NONE, 0);
    assertThat(batch.size()).isEqualTo(80);
    assertThat(count(batch, 1)).isEqualTo(8);
    assertThat(batch.weights()).containsOnly(1);
  }

  @Test
  void oversamplingRepeatsTheRare() throws IOException {
    var batch = epoch(Imbalance.OVERSAMPLE, 0);
    assertThat(batch.size()).isEqualTo(144);
    assertThat(count(batch, 0)).isEqualTo(72);
    assertThat(count(batch, 1)).isEqualTo(72);
  }

  @Test
  void theWeightedSamplerDrawsClassesAlikeAndAnewInEveryEpoch() throws IOException {
    int rare = 0;
    for (int epoch = 0; epoch < 20; epoch++) {
      rare += count(epoch(Imbalance.WEIGHTED_SAMPLER, epoch), 1);
    }
    assertThat(rare).isBetween(700, 900); // of 1,600
    assertThat(epoch(Imbalance.WEIGHTED_SAMPLER, 1).features())
        .isEqualTo(epoch(Imbalance.WEIGHTED_SAMPLER, 1).features())
        .isNotEqualTo(epoch(Imbalance.WEIGHTED_SAMPLER, 2).features());
  }

  @Test
  void smoteMakesNewExamplesBetweenOldOnes() throws IOException {
    var batch = epoch(Imbalance.SMOTE, 0);
    assertThat(count(batch, 1)).isEqualTo(72);
    var plain = epoch(Imbalance.NONE, 0);
    var old = rare(plain);
    var all = rare(batch);
    assertThat(all).containsAll(old);
    assertThat(all.stream().distinct().count()).isGreaterThan(60);
    // Rare examples lie on a line, and so does what is made between them.
    for (var point : all) {
      assertThat(point.get(1)).isEqualTo(point.get(0), within(1e-4f));
    }
  }

  @Test
  void smoteNeedsNeighbours() {
    int[] labels = IntStream.range(0, COUNT).map(i -> i < 2 ? 1 : 0).toArray();
    assertThatThrownBy(() -> prepared(labels, Imbalance.SMOTE, 0, 1, 0.5).training())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("class '1' has one; use oversample");
  }

  @Test
  void shardsDivideEveryEpochAmongThem() throws IOException {
    int[] labels = labels();
    var whole = prepared(labels, Imbalance.NONE, 0, 1).training().batch(3, 0, 80);
    for (int shard = 0; shard < 3; shard++) {
      var training = prepared(labels, Imbalance.NONE, shard, 3).training();
      assertThat(training.count()).isEqualTo(26);
      var part = training.batch(3, 0, 26);
      for (int i = 0; i < 26; i++) {
        assertThat(part.features()[2 * i]).isEqualTo(whole.features()[2 * (3 * i + shard)]);
      }
    }
  }

  private static Batch epoch(Imbalance imbalance, long epoch) throws IOException {
    var training = prepared(labels(), imbalance, 0, 1).training();
    return training.batch(epoch, 0, training.count());
  }

  private static int[] labels() {
    return IntStream.range(0, COUNT).map(i -> i % RARE == 0 ? 1 : 0).toArray();
  }

  private static PreparedData prepared(int[] labels, Imbalance imbalance, int shard, int shards)
      throws IOException {
    return prepared(labels, imbalance, shard, shards, 0.2);
  }

  private static PreparedData prepared(
      int[] labels, Imbalance imbalance, int shard, int shards, double validating)
      throws IOException {
    var random = new SplittableRandom(2);
    var rows = new float[COUNT][2];
    for (int i = 0; i < COUNT; i++) {
      rows[i][0] = (float) random.nextDouble();
      rows[i][1] = labels[i] == 1 ? rows[i][0] : (float) random.nextDouble();
    }
    var dataset =
        new Dataset(
            new FloatItems(List.of(2), rows),
            Targets.Classes.numbered(labels, 2),
            ItemForm.of(ItemForm.Kind.NPY, new ItemFormat(ItemFormat.Type.FLOAT, List.of(2))));
    var plan =
        new DataPlan(
            false,
            false,
            imbalance,
            Augmentation.none(),
            CachePlan.none(),
            shard,
            shards,
            new RandomStreams(5));
    return PreparedData.of(dataset, Split.stratified(dataset.targets(), validating, 0, 0), plan);
  }

  private static int count(Batch batch, int label) {
    int count = 0;
    for (int row = 0; row < batch.size(); row++) {
      count += batch.targets()[2 * row + label] == 1 ? 1 : 0;
    }
    return count;
  }

  private static List<List<Float>> rare(Batch batch) {
    return IntStream.range(0, batch.size())
        .filter(row -> batch.targets()[2 * row + 1] == 1)
        .mapToObj(row -> List.of(batch.features()[2 * row], batch.features()[2 * row + 1]))
        .toList();
  }
}
