package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("width")
class RowsTest {

  static Stream<Kernels> kernels() {
    return Stream.of(ScalarKernels.INSTANCE, VectorKernels.INSTANCE);
  }

  @Test
  void vectorGatherIsScalar() {
    KernelChecks.gather(VectorKernels.INSTANCE);
  }

  @Test
  void vectorScatterIsScalar() {
    KernelChecks.scatter(VectorKernels.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void gatherIsOneFmaChainInTheOrderOfEntries(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(21);
    int n = 19;
    Csr csr = Csr.random(random, 9, 12);
    Padded start = Padded.random(random, 1, n);
    Padded dense = Padded.random(random, csr.columns(), n);
    Padded out = Padded.empty(random, 6, n);
    KernelChecks.gather(kernels, csr, 2, 8, n, start, dense, out);
    for (int r = 2; r < 8; r++) {
      for (int i = 0; i < n; i++) {
        float chain = start.get(0, i);
        for (int j = csr.rowOffsets()[r]; j < csr.rowOffsets()[r + 1]; j++) {
          chain = Math.fma(csr.values()[j], dense.get(csr.indices()[j], i), chain);
        }
        assertThat(out.get(r - 2, i)).isEqualTo(chain);
      }
    }
  }

  /** From zeros, both run every output's chain over ascending rows: the same bits. */
  @ParameterizedTest
  @MethodSource("kernels")
  void scatterIsTheGatherOfTheTransposedRows(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(22);
    for (int n : KernelChecks.LENGTHS) {
      Csr csr = Csr.random(random, 8, 11);
      Padded dense = Padded.random(random, csr.rows(), n);
      Padded gathered = Padded.empty(random, csr.columns(), n);
      Padded scattered = gathered.copy();
      for (int i = 0; i < csr.columns(); i++) {
        Arrays.fill(scattered.data(), scattered.at(i, 0), scattered.at(i, 0) + n, 0f);
      }
      KernelChecks.gather(kernels, csr.transposed(), 0, csr.columns(), n, null, dense, gathered);
      KernelChecks.scatter(kernels, csr, 0, n, dense, scattered);
      KernelChecks.same("n " + n, gathered.data(), scattered.data());
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void scatterInColumnRangesIsTheWholeScatter(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(23);
    int n = 67;
    Csr csr = Csr.random(random, 8, 11);
    Padded dense = Padded.random(random, csr.rows(), n);
    Padded whole = Padded.random(random, csr.columns(), n);
    Padded parts = whole.copy();
    KernelChecks.scatter(kernels, csr, 0, n, dense, whole);
    int[] bounds = {0, 1, 9, 9, 32, n};
    for (int part = 0; part + 1 < bounds.length; part++) {
      kernels.scatterRows(
          csr.rowOffsets(),
          csr.indices(),
          csr.values(),
          csr.rows(),
          bounds[part],
          bounds[part + 1],
          dense.data(),
          dense.offset(),
          dense.stride(),
          parts.data(),
          parts.offset(),
          parts.stride());
    }
    KernelChecks.same("parts", whole.data(), parts.data());
  }
}
