package dev.tuner.runner.dl4j;

import dev.tuner.runner.data.Room;
import dev.tuner.runner.training.Engine;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What ND4J runs on in this process.
 *
 * @param cuda whether on a GPU
 * @param oneDnn whether convolutions go through oneDNN, 4 times faster on CPUs
 */
record Device(boolean cuda, boolean oneDnn) {

  // Measured: from 1024 images on, LeNet and ResNets predict slower; their values leave the caches.
  private static final int USEFUL_ON_CPU = 512;

  private static final System.Logger LOG = System.getLogger(Device.class.getName());

  /**
   * Starts ND4J and looks at what it found.
   *
   * @throws dev.tuner.runner.training.UnsupportedDeviceException if it found a GPU it cannot run on
   */
  static Device probe() {
    CudaSupport.ofThisMachine().check();
    boolean cuda = isCuda();
    var build = NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo();
    var device = new Device(cuda, build.contains("HAVE_ONEDNN"));
    if (!cuda && !device.oneDnn()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "ND4J runs without oneDNN: convolutions are slow; put nd4j-native's"
              + " linux-x86_64-onednn-avx2 jar on the class path, and no other extended one");
    }
    return device;
  }

  @Override
  public String toString() {
    return cuda ? "CUDA" : oneDnn ? "CPU with oneDNN" : "CPU";
  }

  /** What ND4J may still take where it computes: on the GPU, or beside the heap. */
  Engine.Capacity capacity() {
    if (cuda) {
      var ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
      return new Engine.Capacity(ops.getDeviceFreeMemoryDefault(), Integer.MAX_VALUE);
    }
    long allowed = Pointer.maxPhysicalBytes(); // 0: no limit
    long left = allowed > 0 ? allowed - Pointer.physicalBytes() : Long.MAX_VALUE;
    long free = Math.max(0, Math.min(left, Room.freeMemory()));
    return new Engine.Capacity(free, USEFUL_ON_CPU);
  }

  static boolean isCuda() {
    return Nd4j.getExecutioner().type() == ExecutionerType.CUDA;
  }
}
