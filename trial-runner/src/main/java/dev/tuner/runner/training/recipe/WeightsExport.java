package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.NpzFile;
import dev.tuner.runner.training.TrainingState;
import dev.tuner.runner.training.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The fp32 weights of a checkpoint (their average where one was kept) as a {@code .npz} file that
 * NumPy reads: an array for each tensor, called by layer and meaning ({@code hidden1.weight}), the
 * running statistics among them, {@code provenance.json}, which says where they come from, and
 * {@code preparation.json}, which says how items are read and scaled and what outputs mean.
 */
public final class WeightsExport {

  private WeightsExport() {}

  /**
   * Writes the file whole, or not at all.
   *
   * @throws IllegalArgumentException if the checkpoint does not name its tensors
   */
  public static void write(TrainingState trained, Path npz) throws IOException {
    var provenance = Provenance.parse(trained.provenance());
    WholeFile.write(
        npz,
        partial -> {
          try (var file = new NpzFile(Files.newOutputStream(partial))) {
            add(file, provenance.parameters(), trained.best().parameters());
            add(file, provenance.statistics(), trained.best().statistics());
            file.text("provenance.json", trained.provenance());
            if (!trained.preparation().isEmpty()) {
              file.text("preparation.json", trained.preparation());
            }
          }
        });
  }

  private static void add(NpzFile file, List<Provenance.Tensor> tensors, float[] values)
      throws IOException {
    int offset = 0;
    for (var tensor : tensors) {
      file.array(tensor.name(), tensor.shape(), values, offset);
      offset += tensor.length();
    }
  }
}
