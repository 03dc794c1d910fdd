package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.superlane.kernel.Simd;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastVectorsTest {
  private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";
  private static final Map<String, String> C2 =
      Map.of("TieredCompilation", "true", "TieredStopAtLevel", "4");

  private static Optional<String> obstacle(String name, String info, Map<String, String> flags) {
    return Compiler.obstacle(name, info, flag -> Optional.ofNullable(flags.get(flag)));
  }

  @ParameterizedTest
  @CsvSource({"'mixed mode, sharing'", "compiled mode", "''"})
  void hotSpotWithC2IsNoObstacle(String info) {
    assertThat(obstacle(HOTSPOT, info, C2)).isEmpty();
    Map<String, String> c2Alone = Map.of("TieredCompilation", "false", "TieredStopAtLevel", "1");
    assertThat(obstacle(HOTSPOT, info, c2Alone)).isEmpty();
  }

  @Test
  void everyOtherCompilerIsNamedWithWhatToDo() {
    Map<String, String> stopped = Map.of("TieredCompilation", "true", "TieredStopAtLevel", "3");
    Map<String, String> jvmci = Map.of("TieredCompilation", "true", "UseJVMCICompiler", "true");
    assertThat(obstacle(HOTSPOT, "interpreted mode, sharing", C2))
        .get()
        .asString()
        .contains("-Xint");
    assertThat(obstacle(HOTSPOT, "mixed mode", stopped)).get().asString().contains("C1");
    assertThat(obstacle(HOTSPOT, "mixed mode, emulated-client", C2))
        .get()
        .asString()
        .contains("C1");
    assertThat(obstacle(HOTSPOT, "mixed mode", jvmci)).get().asString().contains("JVMCI");
    assertThat(obstacle("Eclipse OpenJ9 VM", "", Map.of())).get().asString().contains("OpenJ9");
    assertThat(obstacle("another", "", Map.of())).get().asString().contains("HotSpot");
  }

  @Test
  void theProbesTwinsSumTheSameProducts() {
    float[] x = new float[1024];
    float[] y = new float[1024];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 7;
      y[i] = i % 3;
    }
    float[] lanes = new float[Simd.LANES];
    VectorProbe.vector(x, y, lanes);
    float sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    // Integers below 2^24: every order of the sum is exact.
    assertThat(VectorProbe.scalar(x, y)).isEqualTo(sum).isGreaterThan(1000);
  }

  @Test
  void compiledVectorsAllocateNothing() {
    assumeTrue(
        Compiler.obstacle().isEmpty() && VmFlags.value("UseFMA").equals(Optional.of("true")));
    assumeTrue(Integer.getInteger("superlane.testVectorBits") == null, "such vectors are emulated");
    FastVectors vectors = FastVectors.probe();
    assertThat(vectors.bytesPerCall()).isZero();
    assertThat(vectors.sentence()).contains(Simd.LANES + " lanes", "0 bytes");
  }

  @Test
  void vectorsThatBringNothingAreNotFast() {
    assertThat(FastVectors.inRegisters(1.9).fast()).isFalse();
    assertThat(FastVectors.inRegisters(1.9).sentence()).contains("1.9 times", "too little");
    assertThat(FastVectors.inRegisters(2).fast()).isTrue();
  }

  @Test
  void thePeaksLoopsDoAllTheirMultiplyAdds() {
    PeakFma.check(PeakFma::few, new float[12 * Simd.LANES]);
    PeakFma.check(PeakFma::many, new float[16 * Simd.LANES]);
    assertThatThrownBy(() -> PeakFma.check((sums, a, b) -> {}, new float[Simd.LANES]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a sum of multiply-adds is 1.0, exact is 2.0");
  }
}
