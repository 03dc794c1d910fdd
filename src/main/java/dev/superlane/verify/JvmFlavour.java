package dev.superlane.verify;

import dev.superlane.kernel.Simd;
import dev.superlane.machine.VmFlags;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way in which a JVM runs the kernels: its vector registers and its compiler.
 *
 * @param options what starts a JVM of this kind
 * @param bits width of its vectors
 * @param registers how many vector registers its kernels use
 * @param lacking why this machine cannot start one; empty if it can
 */
record JvmFlavour(
    String registersName,
    Tier tier,
    List<String> options,
    int bits,
    int registers,
    Optional<String> lacking) {

  /** Who runs the code. */
  enum Tier {
    INTERPRETED("interpreted", "-Xint"),
    C1("compiled by C1", "-XX:TieredStopAtLevel=1"),
    /** Compiles early and waits for it, so that ten steps are enough to meet what it made. */
    C2("compiled by C2", "-XX:-TieredCompilation", "-XX:CompileThreshold=200", "-Xbatch");

    final String words;
    final List<String> options;

    Tier(String words, String... options) {
      this.words = words;
      this.options = List.of(options);
    }

    /** That of the running JVM; empty where more than one takes part. */
    static Optional<Tier> running() {
      String info = System.getProperty("java.vm.info", "");
      if (info.startsWith("interpreted")) {
        return Optional.of(INTERPRETED);
      }
      boolean compiled =
          ManagementFactory.getCompilationMXBean() != null
              && ManagementFactory.getCompilationMXBean().getTotalCompilationTime() > 0;
      if (!compiled) {
        return Optional.empty();
      }
      if (info.contains("emulated-client")) {
        return Optional.of(C1);
      }
      return VmFlags.value("TieredCompilation")
          .filter(tiered -> tiered.equals("false"))
          .map(tiered -> C2);
    }
  }

  /** Every width, and AVX2 with its 16 registers, each in every tier. */
  static List<JvmFlavour> all() {
    List<JvmFlavour> flavours = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      for (int bits : new int[] {512, 256, 128}) {
        flavours.add(ofWidth(bits, tier));
      }
      flavours.add(avx2(tier));
    }
    return flavours;
  }

  private static JvmFlavour ofWidth(int bits, Tier tier) {
    int widest = Simd.SPECIES.vectorBitSize();
    Optional<String> lacking =
        bits <= widest
            ? Optional.empty()
            : Optional.of("the vectors of this CPU and JVM have " + widest + " bits");
    return new JvmFlavour(
        bits + " bit",
        tier,
        options("-XX:MaxVectorSize=" + bits / 8, tier),
        bits,
        Simd.REGISTERS,
        lacking);
  }

  private static JvmFlavour avx2(Tier tier) {
    boolean able = VmFlags.value("UseAVX").map(Integer::valueOf).orElse(0) >= 2;
    return new JvmFlavour(
        "AVX2",
        tier,
        options("-XX:UseAVX=2", tier),
        Math.min(256, Simd.SPECIES.vectorBitSize()),
        16,
        able ? Optional.empty() : Optional.of("this CPU or JVM has no AVX2"));
  }

  private static List<String> options(String option, Tier tier) {
    List<String> options = new ArrayList<>(List.of(option));
    options.addAll(tier.options);
    return options;
  }

  String label() {
    return registersName + ", " + tier.words;
  }

  /** How a JVM of this kind describes itself. */
  String description() {
    return description(bits, registers, Optional.of(tier));
  }

  /** How the running JVM describes itself. */
  static String running() {
    return description(Simd.SPECIES.vectorBitSize(), Simd.REGISTERS, Tier.running());
  }

  private static String description(int bits, int registers, Optional<Tier> tier) {
    return "%d bit, %d registers, %s"
        .formatted(bits, registers, tier.map(t -> t.words).orElse("more than one tier"));
  }
}
