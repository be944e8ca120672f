package dev.tuner.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

  @TempDir private Path folder;

  @Test
  void shippedTablesAreWhole() {
    var plain = TableLayout.plain();
    var cancer = DataSets.classes("breast_cancer", plain);
    assertThat(cancer.items().format().shape()).isEqualTo(List.of(30));
    assertThat(counts(cancer)).containsExactly(357, 212);
    assertThat(((Targets.Classes) cancer.targets()).names()).containsExactly("benign", "malignant");
    assertThat(counts(DataSets.classes("wine", plain))).containsExactly(59, 71, 48);
    assertThat(counts(DataSets.classes("iris", plain))).containsExactly(50, 50, 50);
    var diabetes = DataSets.numbers("diabetes", plain);
    assertThat(diabetes.count()).isEqualTo(442);
    assertThat(diabetes.items().format().shape()).isEqualTo(List.of(10));
  }

  @Test
  void textsBecomeCategoriesAndNumbersStay() throws IOException {
    var dataset = classes("id,colour,size,kind\n7,red,1.5,b\n8,blue,2,a\n9,red,,b\n", "id");
    assertThat(dataset.items().format().shape()).isEqualTo(List.of(3));
    assertThat(row(dataset, 0)).containsExactly(0, 1, 1.5f);
    assertThat(row(dataset, 1)).containsExactly(1, 0, 2);
    assertThat(row(dataset, 2)[2]).isNaN();
    assertThat(dataset.targets().strata()).containsExactly(1, 0, 1);
  }

  @Test
  void moreRowsAreReadAsTheTrainingRowsWere() throws IOException {
    var dataset = classes("id,colour,size,kind\n7,red,1.5,b\n8,blue,2,a\n", "id");
    var file = folder.resolve("test.csv");
    Files.writeString(file, "size,id,colour\n3,x1,green\n4,x2,blue\n");
    var more = dataset.form().read(file);
    assertThat(more.ids()).containsExactly("x1", "x2");
    var values = new float[3];
    more.items().values(0, values, 0);
    assertThat(values).containsExactly(0, 0, 3); // green is new: no category
    Files.writeString(file, "size,id\n3,x1\n");
    assertThatThrownBy(() -> dataset.form().read(file))
        .hasMessageContaining("has no column 'colour'");
  }

  @Test
  void wholeNumberClassesAreInTheirOrder() throws IOException {
    var dataset = classes("x,kind\n1,10\n2,2\n3,10\n", "");
    assertThat(((Targets.Classes) dataset.targets()).names()).containsExactly("2", "10");
    assertThat(dataset.targets().strata()).containsExactly(1, 0, 1);
  }

  @Test
  void rowsOfAQueryBelongTogether() throws IOException {
    var layout =
        new TableLayout(Optional.of("rel"), Optional.empty(), Optional.of("q"), Set.of(), 1);
    var dataset =
        read("q,f1,f2,rel\nA,1,2,0\nB,3,4,2\nA,5,6,1\n", file -> DataSets.rankings(file, layout));
    assertThat(dataset.items().format().shape()).isEqualTo(List.of(2, 2));
    assertThat(row(dataset, 0)).containsExactly(1, 2, 5, 6);
    assertThat(row(dataset, 1)).containsExactly(3, 4, 0, 0);
    var targets = new float[2];
    dataset.targets().values(1, targets, 0);
    assertThat(targets).containsExactly(2, -1); // the second is padding
  }

  @Test
  void aRowCanBeASequence() throws IOException {
    var layout = new TableLayout(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 2);
    var dataset = read("a,b,c,d,y\n1,2,3,4,u\n5,6,7,8,v\n", f -> DataSets.sequences(f, layout));
    assertThat(dataset.items().format().shape()).isEqualTo(List.of(2, 2));
    var wrong = new TableLayout(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 3);
    assertThatThrownBy(
            () -> read("a,b,c,d,y\n1,2,3,4,u\n5,6,7,8,v\n", f -> DataSets.sequences(f, wrong)))
        .hasMessageContaining("do not divide into 'sequence_length' 3");
  }

  @Test
  void badTablesAreNamedWithTheirRow() {
    refuses("a,b\n1,2\n3\n", "row 2 has 1 values, but the header has 2");
    refuses("a,b\n", "needs a header line and at least one row");
    refuses("a,y\n1,u\n2,\n", "row 2 has no value in the target column 'y'");
    refuses("a,y\n1,u\n2,u\n", "column 'y' holds 1 class; two are the least");
    refuses("y\nu\nv\n", "has no column left to learn from");
    assertThatThrownBy(() -> DataSets.classes(folder + "/none.csv", TableLayout.plain()))
        .hasMessageContaining("nor a file or folder on this worker");
    assertThatThrownBy(
            () -> read("a,y\n1,2\n3,x\n", file -> DataSets.numbers(file, TableLayout.plain())))
        .hasMessageContaining("row 2 has target 'x', which is no finite number");
  }

  @Test
  void missingNumbersAreRefusedOrBecomeTheMean() throws IOException {
    var dataset = classes("a,y\n1,u\n3,u\nnan,v\n5,v\n", "");
    int[] all = {0, 1, 2, 3};
    assertThatThrownBy(() -> Scaling.of(dataset.items(), all, false))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("item 2 has NaN in feature 0");
    var scaling = Scaling.of(dataset.items(), all, true);
    float[] values = {Float.NaN};
    scaling.apply(values, 0, 1);
    assertThat(values).containsExactly(0);
  }

  private void refuses(String text, String reason) {
    assertThatThrownBy(() -> classes(text, ""))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(reason);
  }

  private Dataset classes(String text, String id) throws IOException {
    var layout =
        new TableLayout(
            Optional.empty(),
            Optional.of(id).filter(name -> !name.isEmpty()),
            Optional.empty(),
            Set.of(),
            1);
    return read(text, file -> DataSets.classes(file, layout));
  }

  private Dataset read(String text, Function<String, Dataset> loading) throws IOException {
    var file = folder.resolve("data.csv");
    Files.writeString(file, text);
    return loading.apply(file.toString());
  }

  private static float[] row(Dataset dataset, int index) throws IOException {
    var values = new float[dataset.items().format().values()];
    dataset.items().values(index, values, 0);
    return values;
  }

  private static int[] counts(Dataset dataset) {
    int[] counts = ((Targets.Classes) dataset.targets()).counts();
    assertThat(Arrays.stream(counts).sum()).isEqualTo(dataset.count());
    return counts;
  }
}
