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
 * 256, 128 bit, 16 registers), and so does the loss of their end: checksum and loss here are
 * literals. Whoever changes an order of summation on purpose writes new ones and says so.
 */
@Tag("width")
class GoldenBitsTest {
  private static final List<String> GOLDEN =
      List.of(
          "51a223e1 3fd75db6b70b7ee8 DENSE identity linear N=24 K=24 B=9",
          "0fbd3a07 3fd75db6b7a1f884 SPARSE identity linear N=24 K=24 B=9",
          "4b45c5ff 3fe4944d3d033000 DENSE frozen linear N=19 K=7 B=40",
          "fb341c46 3fe4944cef607969 SPARSE frozen linear N=19 K=7 B=40",
          "50762782 4027670a2baf48fe DENSE frozen linear N=21 K=9 B=5",
          "7f00230a 4027670a5d2c00e1 SPARSE frozen linear N=21 K=9 B=5",
          "1b010159 3fd5d9b03161b502 DENSE learned linear N=19 K=7 B=3",
          "46f17807 3fd5d9b07f8b1fd2 SPARSE learned linear N=19 K=7 B=3",
          "0647ee43 3fd325d80c98cefe DENSE learned linear N=19 K=7 B=40",
          "d7887581 3fd325d814bfdc98 SPARSE learned linear N=19 K=7 B=40",
          "2bec5dfa 3fd9ef921f707a40 DENSE frozen relu+bias N=17 K=6 B=40",
          "a43e81e4 3fd9ef9222c36a40 SPARSE frozen relu+bias N=17 K=6 B=40",
          "5f8671b1 3fe5816340538d68 DENSE frozen relu N=33 K=9 B=5",
          "c897db01 3fe581634d5b8762 SPARSE frozen relu N=33 K=9 B=5",
          "d4b2c44d 3fd707c40f315f00 DENSE learned relu+bias N=17 K=6 B=40",
          "2ff1e25d 3fd707c40e6ce400 SPARSE learned relu+bias N=17 K=6 B=40",
          "1ab875ca 3fdb03bf1f868f6a DENSE learned relu+bias N=33 K=9 B=5",
          "5fcd8ff5 3fdb03bf10272fcf SPARSE learned relu+bias N=33 K=9 B=5",
          "29fe6ee4 3fd57cab0165825c DENSE learned relu N=17 K=6 B=40",
          "b495c13f 3fd57cab1cde6472 SPARSE learned relu N=17 K=6 B=40",
          "a76ff990 3fd97b8d77d3a400 DENSE frozen relu+bias N=140 K=40 B=9",
          "e39962fb 3fd97b8d895dc400 SPARSE frozen relu+bias N=140 K=40 B=9",
          "8fd8ce87 3fe3425cce804000 DENSE learned relu+bias N=140 K=40 B=9",
          "97b0bb06 3fe3425cce39cc00 SPARSE learned relu+bias N=140 K=40 B=9",
          "a04d4ef3 3feac9d60fc67336 DENSE learned linear N=140 K=40 B=24",
          "728ac679 3feac9d6091696c6 SPARSE learned linear N=140 K=40 B=24",
          "12fb40da 401de1d72e5f2000 DENSE frozen relu+bias N=1100 K=8 B=16",
          "d195b8e2 401de1d7373c7800 SPARSE frozen relu+bias N=1100 K=8 B=16");

  @Test
  void parametersAndLossAfterTenSteps() {
    List<Case> cases = new ArrayList<>(Case.minibatch());
    cases.add(Case.segmented());
    List<String> actual = new ArrayList<>();
    Subject subject = new Subject(VectorKernels.INSTANCE, 2);
    for (Case c : cases) {
      for (StepPath path : StepPath.values()) {
        float[] end = c.train(path, subject, 10);
        long loss = Double.doubleToRawLongBits(c.loss(end, subject));
        actual.add("%08x %016x %s %s".formatted(checksum(end), loss, path, c.label()));
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
