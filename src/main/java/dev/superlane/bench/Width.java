package dev.superlane.bench;

import dev.superlane.kernel.Simd;
import dev.superlane.machine.VmFlags;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A register file that a JVM can be told to keep to. */
public enum Width {
  W512("512", 512, "-XX:MaxVectorSize=64"),
  W256("256", 256, "-XX:MaxVectorSize=32"),
  W128("128", 128, "-XX:MaxVectorSize=16"),
  /** 256 bits and 16 registers. */
  AVX2("avx2", 256, "-XX:UseAVX=2");

  private final String label;
  private final int bits;
  private final String option;

  Width(String label, int bits, String option) {
    this.label = label;
    this.bits = bits;
    this.option = option;
  }

  /**
   * @throws IllegalArgumentException one sentence that names --widths, if there is none of that
   *     name or this CPU lacks it
   */
  static Width of(String typed) {
    for (Width width : values()) {
      if (width.label.equalsIgnoreCase(typed)) {
        width.requireHere();
        return width;
      }
    }
    throw new IllegalArgumentException(
        "--widths is %s, allowed are %s, with commas between them"
            .formatted(
                typed.isBlank() ? "'" + typed + "'" : typed,
                Arrays.stream(values()).map(Width::label).collect(Collectors.joining(", "))));
  }

  private void requireHere() {
    int widest = Simd.SPECIES.vectorBitSize();
    int avx = VmFlags.value("UseAVX").map(Integer::parseInt).orElse(0);
    if (bits > widest || this == AVX2 && avx < 2) {
      throw new IllegalArgumentException(
          "--widths is %s, which this CPU and JVM lack: allowed are up to %d bits%s"
              .formatted(label, widest, avx < 2 ? " without avx2" : " and avx2"));
    }
  }

  /** As it is typed. */
  public String label() {
    return label;
  }

  /** Of the JVM: empty where this JVM's own width is meant. */
  String option() {
    boolean own = this != AVX2 && bits == Simd.SPECIES.vectorBitSize();
    return own ? "" : option;
  }
}
