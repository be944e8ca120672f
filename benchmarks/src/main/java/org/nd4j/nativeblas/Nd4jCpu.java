package org.nd4j.nativeblas;

/**
 * Where DL4J 1.0.0-M2.1 asks, by reflection, whether it may use oneDNN. ND4J has moved the class
 * since, so that DL4J's convolutions are 5 times slower than they need to be. The benchmark
 * compares with the fast ones.
 */
public final class Nd4jCpu {

  private Nd4jCpu() {}

  /** What the native library was built with. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Whether convolutions may go through oneDNN. */
    @SuppressWarnings("checkstyle:AbbreviationAsWordInName") // DL4J's name for it
    public boolean isUseMKLDNN() {
      return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance().isUseONEDNN();
    }
  }
}
