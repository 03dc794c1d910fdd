package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.superlane.kernel.Simd;
import dev.superlane.kernel.VectorKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten steps of every mode and path end in the stored bits, on every JVM that the build starts and
 * on those that this test starts: every vector width and compiler.
 */
class GoldenBitsTest {

  static Stream<JvmFlavour> flavours() {
    return JvmFlavour.all().stream();
  }

  @Tag("width")
  @Test
  void bitsAreTheStoredOnes() {
    Subject subject = new Subject(VectorKernels.INSTANCE, 2);
    Map<String, List<String>> actual =
        Route.all().stream().collect(Collectors.toMap(Route::name, r -> Golden.bits(r, subject)));
    assertThat(actual).isEqualTo(Golden.stored());
  }

  @Timeout(300)
  @ParameterizedTest
  @MethodSource("flavours")
  void bitsAreTheStoredOnesInAFreshJvm(JvmFlavour flavour) throws Exception {
    assumeTrue(flavour.lacking().isEmpty(), flavour.lacking().orElse(""));
    assertThat(GoldenJvm.differing(flavour, GoldenChecks.variants(flavour, "vector"))).isZero();
  }

  @Test
  void aBitOfAFreshJvmIsSeen() {
    List<String> lines = new ArrayList<>(List.of("variant: vector/1"));
    Golden.stored().forEach((route, bits) -> lines.add(Golden.line(route, bits)));
    assertThat(GoldenJvm.differing(lines, 1)).isZero();
    lines.set(7, lines.get(7).replaceFirst(".$", "x"));
    assertThat(GoldenJvm.differing(lines, 1)).isEqualTo(1);
    lines.set(8, "another" + lines.get(8));
    assertThat(GoldenJvm.differing(lines, 1)).isEqualTo(12);
    assertThatThrownBy(() -> GoldenJvm.differing(lines.subList(0, 9), 1))
        .hasMessage("9 lines came, not %d".formatted(Golden.stored().size() + 1));
  }

  /** A JVM of another kind than it was started as would prove nothing. */
  @Test
  void aJvmOfAnotherKindIsNoEvidence() {
    JvmFlavour wrong =
        new JvmFlavour(
            "128 bit",
            JvmFlavour.Tier.C1,
            List.of("-XX:MaxVectorSize=16", "-Xint"),
            128,
            Simd.REGISTERS,
            Optional.empty());
    assertThatThrownBy(() -> GoldenJvm.differing(wrong, List.of()))
        .hasMessageContaining("jvm: 128 bit")
        .hasMessageContaining("interpreted");
  }

  @Test
  void whatIsMissingOrOtherIsCounted() {
    Map<String, List<String>> stored = Golden.parse("a, b: 00 01 02 03 04 05 06 07 08 09 loss");
    List<String> bits = stored.get("a, b");
    assertThat(Golden.differing(bits, bits)).isZero();
    assertThat(Golden.differing(bits, null)).isEqualTo(11);
    assertThat(Golden.differing(bits, bits.subList(0, 10))).isEqualTo(11);
    assertThat(Golden.parse(Golden.line("a, b", bits))).isEqualTo(stored);
    assertThat(Golden.differing(bits, List.of("00 01 02 03 04 05 06 07 08 0x -".split(" "))))
        .isEqualTo(1);
    assertThat(Golden.differing(bits, List.of("00 01 02 03 04 05 06 07 08 - loss".split(" "))))
        .isEqualTo(1);
  }
}
