package dev.superlane.profile;

import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import dev.superlane.model.Embedding;
import dev.superlane.model.Problem;
import dev.superlane.model.Shape;
import dev.superlane.model.StepPath;
import dev.superlane.model.TrainingStep;
import dev.superlane.model.TrainingSteps;
import dev.superlane.train.Setup;
import dev.superlane.train.TrainConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The time of whole training steps, sampling included, of students trained a while. */
final class StepTimes {
  /** N, K and B of a student. */
  record Size(int features, int width, int batch, Embedding embedding) {}

  static final List<Size> SIZES =
      List.of(
          new Size(1024, 256, 512, Embedding.FROZEN),
          new Size(1024, 256, 512, Embedding.LEARNED),
          new Size(2048, 512, 512, Embedding.FROZEN),
          new Size(2048, 512, 512, Embedding.LEARNED));

  /** Steps before those that are timed: many gates have closed. */
  private static final int TRAINED = 300;

  private static final int WARM_UP = 5;
  private static final int FEWEST = 15;
  private static final long MEASURING_NS = 300_000_000;

  private StepTimes() {}

  /** Both paths under each roof, the step split over the roof's cores. */
  static List<RooflinePoint> measure(Size size, List<WorkingSet> sets, List<Roof> roofs) {
    List<RooflinePoint> points = new ArrayList<>();
    try (Setup setup = Setup.fresh(config(size))) {
      for (int t = 0; t < TRAINED; t++) {
        setup.stepper().advance(t);
      }
      for (StepPath path : StepPath.values()) {
        Work work = work(setup.problem(), path);
        for (Roof roof : roofs) {
          double ns = median(setup, path, roof.cores());
          points.add(RooflinePoint.of(label(size, path), work, ns, sets, roof));
        }
      }
    }
    return points;
  }

  private static TrainConfig config(Size size) {
    return TrainConfig.of(
        Map.of(
            "features", Integer.toString(size.features),
            "width", Integer.toString(size.width),
            "batch", Integer.toString(size.batch),
            "embedding", size.embedding.name(),
            "path", StepPath.SPARSE.name(),
            "kernels", "vector"));
  }

  private static String label(Size size, StepPath path) {
    return "step %s %s N %d K %d B %d"
        .formatted(
            path.name().toLowerCase(Locale.ROOT),
            size.embedding.name().toLowerCase(Locale.ROOT),
            size.features,
            size.width,
            size.batch);
  }

  /** Batches differ in work, so a step's time is the median, which goes with their mean work. */
  private static double median(Setup setup, StepPath path, int threads) {
    float[] trained = setup.parameters().values.clone();
    double[] times = new double[0];
    try (Team team = new Team(threads)) {
      TrainingStep step =
          TrainingSteps.of(setup.problem(), setup.parameters(), path, VectorKernels.INSTANCE, team);
      int t = TRAINED;
      for (int i = 0; i < WARM_UP; i++) {
        step.advance(t++);
      }
      long begun = System.nanoTime();
      while (times.length < FEWEST || System.nanoTime() - begun < MEASURING_NS) {
        long from = System.nanoTime();
        step.advance(t++);
        times = Arrays.copyOf(times, times.length + 1);
        times[times.length - 1] = System.nanoTime() - from;
      }
    }
    if (!setup.parameters().finite()) {
      throw new IllegalStateException("a step's parameters are not finite");
    }
    System.arraycopy(trained, 0, setup.parameters().values, 0, trained.length);
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static Work work(Problem problem, StepPath path) {
    Shape shape = problem.shape();
    boolean learned = shape.embedding() == Embedding.LEARNED;
    if (path == StepPath.DENSE) {
      return Work.denseStep(shape.features(), shape.width(), shape.batch(), learned);
    }
    LeastWork least = LeastWork.mean(problem, TRAINED, FEWEST);
    return Work.sparseStep(shape.features(), shape.width(), least.entries(), least.distinct());
  }
}
