package dev.superlane.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** OpenBLAS through the foreign function interface, on matrices outside the heap, one thread. */
final class OpenBlas implements GemmPeer {
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANSPOSE = 111;
  private static final int TRANSPOSE = 112;
  private static final MethodHandle SGEMM = sgemm();

  private final Arena arena = Arena.ofConfined();
  private final Product product;
  private final MemorySegment a;
  private final MemorySegment b;
  private final MemorySegment c;

  OpenBlas(Product product) {
    this.product = product;
    a = arena.allocateFrom(ValueLayout.JAVA_FLOAT, product.a());
    b = arena.allocateFrom(ValueLayout.JAVA_FLOAT, product.b());
    c = arena.allocate(4L * product.m() * product.n(), 64);
  }

  @SuppressWarnings("restricted") // the forks enable native access
  private static MethodHandle sgemm() {
    for (String name : new String[] {"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"}) {
      if (System.getenv(name) != null) {
        throw new IllegalStateException(name + " is set, which slows OpenBLAS: unset it");
      }
    }
    Loader.load(openblas_nolapack.class);
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = SymbolLookup.loaderLookup();
    ValueLayout.OfInt i = ValueLayout.JAVA_INT;
    ValueLayout.OfFloat f = ValueLayout.JAVA_FLOAT;
    ValueLayout p = ValueLayout.ADDRESS;
    try {
      linker
          .downcallHandle(
              library.findOrThrow("openblas_set_num_threads"), FunctionDescriptor.ofVoid(i))
          .invoke(1);
      MemorySegment core =
          (MemorySegment)
              linker
                  .downcallHandle(
                      library.findOrThrow("openblas_get_corename"), FunctionDescriptor.of(p))
                  .invoke();
      System.out.println("# OpenBLAS core: " + core.reinterpret(64).getString(0));
    } catch (Throwable e) {
      throw new IllegalStateException("OpenBLAS cannot be called: " + e, e);
    }
    return linker.downcallHandle(
        library.findOrThrow("cblas_sgemm"),
        FunctionDescriptor.ofVoid(i, i, i, i, i, i, f, p, i, p, i, f, p, i));
  }

  @Override
  public void multiply() {
    try {
      SGEMM.invokeExact(
          ROW_MAJOR,
          product.aTransposed() ? TRANSPOSE : NO_TRANSPOSE,
          product.bTransposed() ? TRANSPOSE : NO_TRANSPOSE,
          product.m(),
          product.n(),
          product.k(),
          1f,
          a,
          product.lda(),
          b,
          product.ldb(),
          0f,
          c,
          product.n());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public float[] result() {
    return c.toArray(ValueLayout.JAVA_FLOAT);
  }
}
