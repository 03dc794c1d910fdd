package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GemmTest {

  static Stream<Arguments> modes() {
    return Stream.of(Transpose.values())
        .flatMap(t -> Stream.of(Arguments.of(t, false), Arguments.of(t, true)));
  }

  @Tag("width")
  @ParameterizedTest
  @MethodSource("modes")
  void vectorIsScalarAtAwkwardSizes(Transpose transpose, boolean accumulate) {
    GemmChecks.sizes(VectorKernels.INSTANCE, transpose, accumulate);
  }

  @Tag("width")
  @Test
  void vectorIsScalarAtRandomSizes() {
    GemmChecks.random(VectorKernels.INSTANCE);
  }

  @Tag("width")
  @Test
  void packedIsUnpacked() {
    GemmChecks.packed(VectorKernels.INSTANCE);
    GemmChecks.packed(ScalarKernels.INSTANCE);
  }

  @Tag("width")
  @ParameterizedTest
  @MethodSource("modes")
  void vectorIsScalarAcrossBlocks(Transpose transpose, boolean accumulate) {
    GemmChecks.blocks(VectorKernels.INSTANCE, transpose, accumulate);
  }

  /**
   * An fma rounds once, so a chain of k of them rounds a term at most k times: the result is c(1 +
   * θ) + Σ a·b·(1 + θ') with |θ|, |θ'| ≤ γ_k = ku/(1 − ku), u = 2^-24, and |error| ≤ γ_k·(|C| +
   * |A||B|). There is no underflow: the data are multiples of 2^-24, products of 2^-48. The
   * reference's products of floats are exact in double; its own γ_k, u = 2^-53, is added.
   */
  @ParameterizedTest
  @MethodSource("modes")
  void scalarIsWithinTheRoundingBoundOfDoubles(Transpose transpose, boolean accumulate) {
    SplittableRandom random = new SplittableRandom(4);
    for (int k : new int[] {0, 1, 2, 13, 257, 1000}) {
      int m = 7;
      int n = 11;
      Product product = new Product(transpose, m, n, k, random, accumulate);
      double gamma = k * 0x1p-24 / (1 - k * 0x1p-24) + k * 0x1p-53 / (1 - k * 0x1p-53);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double exact = accumulate ? product.before.get(i, j) : 0;
          double magnitude = Math.abs(exact);
          for (int p = 0; p < k; p++) {
            double term = (double) product.a(i, p) * product.b(p, j);
            exact += term;
            magnitude += Math.abs(term);
          }
          assertThat(Math.abs(product.after.get(i, j) - exact))
              .isLessThanOrEqualTo(gamma * magnitude);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void scalarIsOneFmaChainInOrder(Transpose transpose, boolean accumulate) {
    Product product = new Product(transpose, 5, 6, 40, new SplittableRandom(5), accumulate);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 6; j++) {
        float chain = accumulate ? product.before.get(i, j) : 0;
        for (int p = 0; p < 40; p++) {
          chain = Math.fma(product.a(i, p), product.b(p, j), chain);
        }
        assertThat(product.after.get(i, j)).isEqualTo(chain);
      }
    }
  }

  /** Each tile runs on some CPU only, but all of them work on any. */
  @Tag("width")
  @Test
  void everyTileIsTheFmaChain() {
    checkTile(6, 4, GemmTile6x4::multiply);
    checkTile(6, 3, GemmTile6x3::multiply);
    checkTile(
        6,
        2,
        (depth, a, aOffset, b, bOffset, start, startOffset, lds, c, cOffset, ldc) ->
            GemmTile6x2.multiply(
                depth,
                a,
                aOffset,
                GemmBlocking.A_STRIDE,
                b,
                bOffset,
                start,
                startOffset,
                lds,
                c,
                cOffset,
                ldc));
    checkTile(6, 1, GemmTile6x1::multiply);
    checkTile(4, 4, GemmTile4x4::multiply);
    checkTile(4, 2, GemmTile4x2::multiply);
    checkTile(2, 4, GemmTile2x4::multiply);
  }

  @FunctionalInterface
  private interface Tile {
    void multiply(
        int depth,
        float[] a,
        int aOffset,
        float[] b,
        int bOffset,
        float[] start,
        int startOffset,
        int lds,
        float[] c,
        int cOffset,
        int ldc);
  }

  private static void checkTile(int mr, int vectors, Tile tile) {
    checkTile(mr, vectors, false, tile);
    checkTile(mr, vectors, true, tile);
  }

  /** A packed sliver of B is B stored k×nr. */
  private static void checkTile(int mr, int vectors, boolean fromC, Tile tile) {
    SplittableRandom random = new SplittableRandom(6);
    int nr = vectors * Simd.LANES;
    int stride = GemmBlocking.A_STRIDE;
    for (int depth : new int[] {0, 1, 2, 13}) {
      Padded a = Padded.dense(random, mr, stride);
      Padded b = Padded.dense(random, depth, nr);
      Padded c = Padded.random(random, mr, nr);
      Padded expected = c.copy();
      ScalarKernels.INSTANCE.gemm(
          Transpose.NN,
          mr,
          nr,
          depth,
          a.data(),
          a.offset(),
          stride,
          b.data(),
          b.offset(),
          b.stride(),
          fromC,
          expected.data(),
          expected.offset(),
          expected.stride(),
          null);
      tile.multiply(
          depth,
          a.data(),
          a.offset(),
          b.data(),
          b.offset(),
          fromC ? c.data() : VectorGemm.ZEROS,
          fromC ? c.offset() : 0,
          fromC ? c.stride() : 0,
          c.data(),
          c.offset(),
          c.stride());
      KernelChecks.same(
          "%dx%dx%d, from C %b".formatted(mr, nr, depth, fromC), expected.data(), c.data());
    }
  }

  /** The sizes are what the blocks are made for: no tile straddles two blocks. */
  @Tag("width")
  @Test
  void blocksAreWholeTiles() {
    assertThat(GemmBlocking.MC % GemmBlocking.MR).isZero();
    assertThat(GemmBlocking.NC % GemmBlocking.NR).isZero();
  }

  /** A scalar product with its operands, read through their transposition. */
  private static final class Product {
    private final Transpose transpose;
    private final Padded left;
    private final Padded right;
    private final Padded before;
    private final Padded after;

    Product(Transpose transpose, int m, int n, int k, SplittableRandom random, boolean accumulate) {
      this.transpose = transpose;
      boolean tn = transpose == Transpose.TN;
      boolean nt = transpose == Transpose.NT;
      left = Padded.random(random, tn ? k : m, tn ? m : k);
      right = Padded.random(random, nt ? n : k, nt ? k : n);
      before = accumulate ? Padded.random(random, m, n) : Padded.empty(random, m, n);
      after = before.copy();
      KernelChecks.gemm(
          ScalarKernels.INSTANCE, transpose, m, n, k, left, right, accumulate, after, null);
    }

    float a(int i, int p) {
      return transpose == Transpose.TN ? left.get(p, i) : left.get(i, p);
    }

    float b(int p, int j) {
      return transpose == Transpose.NT ? right.get(j, p) : right.get(p, j);
    }
  }
}
