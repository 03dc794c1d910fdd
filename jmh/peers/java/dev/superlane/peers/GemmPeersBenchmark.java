package dev.superlane.peers;

import dev.superlane.jmh.Jvm;
import dev.superlane.kernel.Transpose;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** C = op(A)·op(B), f32, one thread, ours and others' on the same operands. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgsPrepend = {
      Jvm.MODULE,
      "--enable-native-access=ALL-UNNAMED",
      Jvm.UNSAFE,
      Jvm.ALIGNED,
      Torch.ONE_THREAD,
      Torch.ONE_INTEROP_THREAD,
      Torch.OFFLINE
    })
public class GemmPeersBenchmark {
  /** Who multiplies. */
  public enum Library {
    SUPERLANE,
    OPENBLAS,
    LIBTORCH,
    VECTORBLAS,
    EJML,
    OJALGO;

    GemmPeer of(Product product) {
      return switch (this) {
        case SUPERLANE -> new Superlane(product);
        case OPENBLAS -> new OpenBlas(product);
        case LIBTORCH -> new Torch(product);
        case VECTORBLAS -> new VectorBlas(product);
        case EJML -> new Ejml(product);
        case OJALGO -> new OjAlgo(product);
      };
    }
  }

  @Param({
    "128x128x128",
    "192x192x192",
    "256x256x256",
    "384x384x384",
    "512x512x512",
    "768x768x768",
    "1024x1024x1024",
    "1152x1152x1152",
    "512x1024x256",
    "79x1024x256",
    "181x1024x256",
    "200x2048x512",
    "256x256x79",
    "512x512x200",
    "1000x100x1000",
    "333x777x129",
    "31x1024x256"
  })
  public String mnk;

  @Param({"NN", "NT", "TN"})
  public Transpose transpose;

  @Param public Library library;

  private Product product;
  private GemmPeer peer;

  @Setup(Level.Trial)
  public void prepare() {
    String[] sizes = mnk.split("x");
    int m = Integer.parseInt(sizes[0]);
    int n = Integer.parseInt(sizes[1]);
    int k = Integer.parseInt(sizes[2]);
    product = new Product(transpose, m, n, k, random(m * k, 1), random(k * n, 2));
    peer = library.of(product);
    requireOurResult();
  }

  /**
   * Two chains of k roundings differ by at most 2·γ_k·Σ|a||b| ≤ 2·γ_k·k for factors in (-1, 1); any
   * order of summation is within it (Higham, "Accuracy and Stability of Numerical Algorithms",
   * 3.1).
   */
  private void requireOurResult() {
    GemmPeer ours = new Superlane(product);
    ours.multiply();
    peer.multiply();
    float[] expected = ours.result();
    float[] actual = peer.result();
    int k = product.k();
    double gamma = k * 0x1p-24 / (1 - k * 0x1p-24);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= 2 * gamma * k)) {
        throw new IllegalStateException(
            "%s gives %s at %d, we give %s".formatted(library, actual[i], i, expected[i]));
      }
    }
  }

  @Benchmark
  public void multiply() {
    peer.multiply();
  }

  private static float[] random(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = (float) random.nextDouble(-1, 1);
    }
    return out;
  }
}
