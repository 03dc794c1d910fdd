package dev.superlane.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.StepPath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten steps of every mode and path end in the same bits on every JVM that the build starts (512,
 * 256, 128 bit, 16 registers): the checksums here are literals. Whoever changes an order of
 * summation on purpose writes new ones and says so.
 */
@Tag("width")
class GoldenBitsTest {
  private static final List<String> GOLDEN =
      List.of(
          "51a223e1 DENSE identity linear N=24 K=24 B=9",
          "0fbd3a07 SPARSE identity linear N=24 K=24 B=9",
          "4b45c5ff DENSE frozen linear N=19 K=7 B=40",
          "fb341c46 SPARSE frozen linear N=19 K=7 B=40",
          "1b010159 DENSE learned linear N=19 K=7 B=3",
          "46f17807 SPARSE learned linear N=19 K=7 B=3",
          "0647ee43 DENSE learned linear N=19 K=7 B=40",
          "d7887581 SPARSE learned linear N=19 K=7 B=40",
          "2bec5dfa DENSE frozen relu+bias N=17 K=6 B=40",
          "da530932 SPARSE frozen relu+bias N=17 K=6 B=40",
          "5f8671b1 DENSE frozen relu N=33 K=9 B=5",
          "c897db01 SPARSE frozen relu N=33 K=9 B=5",
          "d4b2c44d DENSE learned relu+bias N=17 K=6 B=40",
          "79fec197 SPARSE learned relu+bias N=17 K=6 B=40",
          "1ab875ca DENSE learned relu+bias N=33 K=9 B=5",
          "5fcd8ff5 SPARSE learned relu+bias N=33 K=9 B=5");

  @Test
  void parametersAfterTenSteps() {
    List<String> actual = new ArrayList<>();
    for (Case c : Case.minibatch()) {
      for (StepPath path : StepPath.values()) {
        float[] end = c.train(path, VectorKernels.INSTANCE, 2, 10);
        actual.add("%08x %s %s".formatted(checksum(end), path, c.label()));
      }
    }
    assertThat(actual).isEqualTo(GOLDEN);
  }

  private static long checksum(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    CRC32 crc = new CRC32();
    crc.update(bytes.array());
    return crc.getValue();
  }
}
