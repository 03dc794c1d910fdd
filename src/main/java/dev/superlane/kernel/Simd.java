package dev.superlane.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vector registers of the running JVM, decided once. */
public final class Simd {
  /** The species of every kernel; constant, or vectors would be boxed. */
  public static final VectorSpecies<Float> SPECIES = species();

  public static final int LANES = SPECIES.length();

  /** Vector registers: AVX-512 and NEON have 32, SSE and AVX2 have 16. */
  public static final int REGISTERS = registers();

  private Simd() {}

  /** The GEMM tile in use, rows x vectors, as results print it. */
  public static String tile() {
    return GemmBlocking.MR + "x" + GemmBlocking.NV;
  }

  private static VectorSpecies<Float> species() {
    // Tests set a width the CPU may lack; such vectors are emulated, right but slow.
    Integer bits = Integer.getInteger("superlane.testVectorBits");
    VectorSpecies<Float> species =
        bits == null
            ? FloatVector.SPECIES_PREFERRED
            : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    if (species.length() > OrderedSum.LANES) {
      return FloatVector.SPECIES_512;
    }
    if (species.length() < 4) {
      throw new UnsupportedOperationException(
          "vectors of %d bits, the kernels need 128 or more".formatted(species.vectorBitSize()));
    }
    return species;
  }

  private static int registers() {
    // Tests ask for the tile of a larger register file, which spills here: right but slow.
    Integer count = Integer.getInteger("superlane.testRegisters");
    if (count != null) {
      return count;
    }
    if (!System.getProperty("os.arch").matches("amd64|x86_64")) {
      return 32;
    }
    return intFlag("UseAVX") >= 3 ? 32 : 16;
  }

  /** A HotSpot flag's value; 0 on a VM that has no such flag. */
  private static int intFlag(String name) {
    try {
      return Integer.parseInt(
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
              .getVMOption(name)
              .getValue());
    } catch (IllegalArgumentException | NullPointerException absent) {
      return 0;
    }
  }
}
