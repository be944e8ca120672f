package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.Gradient;
import dev.tuner.runner.training.OutOfDeviceMemoryException;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Shape;
import dev.tuner.runner.training.network.Weights;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An engine that runs each layer forward and backward by ND4J's native operations. The loss is
 * computed on the host between the two. All arrays of a run live in one workspace, whose memory is
 * used again by the next.
 */
final class Nd4jEngine implements Engine {

  private static final String PREDICTION = "-prediction";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final WorkspaceConfiguration REUSED =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .policyAllocation(AllocationPolicy.STRICT)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .build();

  private final EngineFactory.Job job;
  private final Device device;
  private final Arithmetic arithmetic;
  private final Graph graph;
  private final String workspace = "engine" + NUMBER.incrementAndGet();

  /**
   * @throws dev.tuner.runner.training.UnsupportedDeviceException if the device cannot compute in
   *     the job's precision
   */
  Nd4jEngine(EngineFactory.Job job, Device device) {
    this.job = job;
    this.device = device;
    this.arithmetic = Arithmetic.of(job.precision(), device.cuda());
    this.graph = new Graph(job.network(), job.frozen());
  }

  @Override
  public Network network() {
    return job.network();
  }

  @Override
  public String device() {
    return device.toString();
  }

  @Override
  public Capacity capacity() {
    return device.capacity();
  }

  @Override
  public void use(Weights weights) {
    graph.parameters().set(weights.parameters());
    graph.running().set(weights.statistics());
  }

  @Override
  public double gradient(Batch batch, double factor, long noiseSeed, Gradient gradient) {
    return inWorkspace(
        workspace,
        batch,
        () -> {
          var pass = Pass.training(arithmetic, noiseSeed);
          float[] raw = Host.read(graph.chain().forward(features(batch), pass));
          var errors = new float[raw.length];
          double loss = job.loss().of(batch, raw, factor, errors);
          graph.chain().backward(Host.rows(errors, batch.size()), false);
          graph.gradient().copyTo(gradient.values());
          graph.seen().copyTo(gradient.statistics());
          return loss;
        });
  }

  @Override
  public float[] predict(Batch batch) {
    return inWorkspace(
        workspace + PREDICTION,
        batch,
        () -> Host.read(graph.chain().forward(features(batch), Pass.prediction())));
  }

  private INDArray features(Batch batch) {
    var flat = Nd4j.createFromArray(batch.features());
    var shape = job.network().input();
    if (shape instanceof Shape.Image image) {
      return flat.reshape('c', batch.size(), image.channels(), image.height(), image.width());
    } else if (shape instanceof Shape.Sequence sequence) {
      return flat.reshape('c', batch.size(), sequence.items(), sequence.features());
    }
    return flat.reshape('c', batch.size(), shape.size());
  }

  @SuppressWarnings("try") // the workspace is used by being open
  private <T> T inWorkspace(String name, Batch batch, Supplier<T> run) {
    try (MemoryWorkspace scope = Nd4j.getWorkspaceManager().getAndActivateWorkspace(REUSED, name)) {
      return run.get();
    } catch (OutOfMemoryError e) {
      throw outOfMemory(batch, e);
    } catch (RuntimeException e) {
      throw saysMemory(e) ? outOfMemory(batch, e) : e;
    }
  }

  /** ND4J has no exception of its own for a device that is full. */
  private static boolean saysMemory(Throwable e) {
    var text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("failed to allocate")
        || text.contains("out of memory")
        || text.contains("allocation failed")
        || (e.getCause() != null && e.getCause() != e && saysMemory(e.getCause()));
  }

  private OutOfDeviceMemoryException outOfMemory(Batch batch, Throwable cause) {
    return new OutOfDeviceMemoryException(
        "a batch of %d examples needs more memory than there is: %s"
            .formatted(batch.size(), cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    graph.close();
    destroy(workspace);
    destroy(workspace + PREDICTION);
  }

  private static void destroy(String name) {
    var manager = Nd4j.getWorkspaceManager();
    if (manager.checkIfWorkspaceExists(name)) {
      manager.destroyWorkspace(manager.getWorkspaceForCurrentThread(REUSED, name));
    }
  }
}
