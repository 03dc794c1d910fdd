package dev.superlane.peers;

import dev.superlane.jmh.Jvm;
import dev.superlane.jmh.StepBenchmark;
import dev.superlane.model.Embedding;
import dev.superlane.model.Parameters;
import dev.superlane.model.Problem;
import dev.superlane.model.StepPath;
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

/**
 * A whole training step, a = 1.5, E = 1, from the parameters after 1000 steps, one thread: ours and
 * libtorch's. Data generation is included except where the name says DRAWN.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
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
public class StepPeersBenchmark {
  static final int TRAINED = StepBenchmark.TRAINED;

  /** Whose step. */
  public enum Form {
    SUPERLANE_SPARSE,
    SUPERLANE_DENSE,
    LIBTORCH_DENSE,
    LIBTORCH_DENSE_DRAWN,
    LIBTORCH_AUTOGRAD,
    LIBTORCH_SPARSE;

    StepPeer of(Problem problem, float[] start) {
      return switch (this) {
        case SUPERLANE_SPARSE -> new SuperlaneStep(problem, StepPath.SPARSE, start);
        case SUPERLANE_DENSE -> new SuperlaneStep(problem, StepPath.DENSE, start);
        case LIBTORCH_DENSE -> new TorchDenseStep(problem, true);
        case LIBTORCH_DENSE_DRAWN -> new TorchDenseStep(problem, false);
        case LIBTORCH_AUTOGRAD -> new TorchAutogradStep(problem);
        case LIBTORCH_SPARSE -> new TorchSparseStep(problem);
      };
    }
  }

  /** N×K×B. */
  @Param({"1024x256x512", "1024x256x2048", "2048x512x512", "1024x256x8192"})
  public String nkb;

  @Param({"FROZEN", "LEARNED"})
  public Embedding embedding;

  @Param public Form form;

  private float[] trained;
  private StepPeer peer;

  @Setup(Level.Trial)
  public void prepare() {
    Problem problem = StepBenchmark.problem(nkb, embedding);
    float[] start = Parameters.initial(problem.shape(), 0.1, 1).values;
    SuperlaneStep ours = new SuperlaneStep(problem, StepPath.SPARSE, start);
    for (int t = 0; t < TRAINED; t++) {
      ours.advanceOn(t);
    }
    trained = ours.parameters().clone();
    peer = form.of(problem, trained);
    requireOurStep(problem);
  }

  /** Two steps on two batches: the change of the parameters is ours within 1e-4 of its norm. */
  private void requireOurStep(Problem problem) {
    SuperlaneStep ours = new SuperlaneStep(problem, StepPath.DENSE, trained);
    ours.advanceOn(TRAINED);
    ours.advanceOn(TRAINED + 1);
    peer.set(trained);
    peer.advanceOn(TRAINED);
    peer.advanceOn(TRAINED + 1);
    float[] theirs = peer.parameters();
    double change = 0;
    double difference = 0;
    for (int i = 0; i < trained.length; i++) {
      double moved = (double) ours.parameters()[i] - trained[i];
      double off = (double) theirs[i] - ours.parameters()[i];
      change += moved * moved;
      difference += off * off;
    }
    if (!(difference <= 1e-8 * change) || change == 0) {
      throw new IllegalStateException(
          "%s moves the parameters %s away from our two steps of %s"
              .formatted(form, Math.sqrt(difference), Math.sqrt(change)));
    }
  }

  @Setup(Level.Iteration)
  public void reset() {
    peer.set(trained);
  }

  @Benchmark
  public void step() {
    peer.advance();
  }
}
