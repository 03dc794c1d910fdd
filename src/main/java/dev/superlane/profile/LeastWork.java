package dev.superlane.profile;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that a sparse step with a frozen bottleneck has to do for a batch, in flops, a
 * multiply-add counted as two: V and P and g_S over the distinct features, and rows of P combined
 * and tested for open gates. The backward pass over open gates is left out, and a learned
 * embedding's gradient too, so a step's multiple of it is no waste but a distance.
 *
 * @param distinct U, the features that occur in the batch
 * @param entries the batch's non-zeros
 */
public record LeastWork(Shape shape, double distinct, double entries) {

  /** Of the batches of steps [first, first + count). */
  public static List<LeastWork> of(Problem problem, int first, int count) {
    Shape shape = problem.shape();
    BatchSampler sampler = new BatchSampler(problem.spectrum(), problem.seed());
    SparseBatch batch = SparseBatch.forSpectrum(problem.spectrum(), shape.batch());
    int[] seenIn = new int[shape.features()];
    List<LeastWork> work = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      sampler.sample(Stream.BATCH, first + i - 1, shape.batch(), batch);
      int distinct = 0;
      for (int j = 0; j < batch.nonZeros(); j++) {
        if (seenIn[batch.indices[j]] != i) {
          seenIn[batch.indices[j]] = i;
          distinct++;
        }
      }
      work.add(new LeastWork(shape, distinct, batch.nonZeros()));
    }
    return work;
  }

  /** The mean of those batches: all is linear in both counts. */
  public static LeastWork mean(Problem problem, int first, int count) {
    List<LeastWork> all = of(problem, first, count);
    return new LeastWork(
        problem.shape(),
        all.stream().mapToDouble(LeastWork::distinct).average().orElseThrow(),
        all.stream().mapToDouble(LeastWork::entries).average().orElseThrow());
  }

  /** V = H·Sᵀ, 2UK², and P = V·Wᵀ, 2UKN. */
  public double products() {
    double k = shape.width();
    return 2 * distinct * k * (k + shape.features());
  }

  /** 2N an entry. */
  public double combining() {
    return 2 * entries * shape.features();
  }

  /** g_S, 2UK². */
  public double coreGradient() {
    double k = shape.width();
    return 2 * distinct * k * k;
  }

  public double flops() {
    return products() + combining() + coreGradient();
  }
}
