package dev.superlane.jmh.steps;

import static dev.superlane.jmh.steps.Table.number;

import dev.superlane.bench.JmhScore;
import dev.superlane.jmh.StepBenchmark;
import dev.superlane.model.Embedding;
import dev.superlane.profile.LeastWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes steps.md, steps.txt and their plots from what {@code scripts/steps} measured. */
public final class StepsReport {
  /** Batches whose mean U and entries stand for a configuration. */
  private static final int BATCHES = 256;

  private final Path folder;
  private final Pages pages;
  private final double peak;

  private StepsReport(Path folder) {
    this.folder = folder;
    pages = new Pages(folder);
    peak = scores("peak").getFirst().gflops();
  }

  /**
   * @param args the folder with JMH's and the sampler's JSON files
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    StepsReport report = new StepsReport(Path.of(args[0]));
    System.out.print(report.write());
  }

  /** The least of a step, in the mean of the batches that follow its training. */
  static LeastWork leastWork(String nkb) {
    // The batches, and so U, are those of both embeddings.
    return LeastWork.mean(
        StepBenchmark.problem(nkb, Embedding.FROZEN), StepBenchmark.TRAINED, BATCHES);
  }

  private List<JmhScore> scores(String name) {
    return JmhScore.read(folder.resolve(name + ".json"));
  }

  private String write() throws IOException {
    pages.title("How a training step's time is made and how it grows");
    pages.paragraph(
        ("Sparse path, vector kernels, a = 1.5, E = 1, after 1000 training steps unless said. The"
                + " least of a step is 2U(2K² + KN) flops for V, P and g_S over the batch's U distinct"
                + " features and 2N for each of its entries, at the fma peak of this run, %s GFLOP/s; it"
                + " leaves out the backward pass over open gates and all of a learned embedding's"
                + " gradient.")
            .formatted(number(peak, 1)));
    pages.paragraph(
        "The learning rate is 0.3, or that of --lr auto where this is less (N/K of 8 and more): there"
            + " fewer gates have closed after 1000 steps.");
    growth(Growth.Size.BATCH, "N = 1024, K = 256");
    growth(Growth.Size.FEATURES, "K = 256, B = 512");
    growth(Growth.Size.WIDTH, "N = 4096, B = 512");
    List<JmhScore> steps = scores("threads");
    threads(steps);
    pages.heading("Paths");
    pages.paragraph(
        "A step of either path on one thread, the median of the iterations, after 200 training steps"
            + " by the sparse path with the learning rate of --lr auto. The cells are the lines of scripts/path-grid.");
    PathGrid.read(folder.resolve("paths.json")).write(pages);
    parts(steps);
    return pages.write();
  }

  private void growth(Growth.Size size, String others) throws IOException {
    pages.heading("Growth with the %s %s".formatted(size.word, size.symbol));
    pages.paragraph("At %s, one thread.".formatted(others));
    new Growth(size, scores("growth-" + size.word), peak).write(pages, others);
  }

  private void threads(List<JmhScore> steps) {
    pages.heading("Threads");
    pages.paragraph("Two threads against one, with JMH's 99.9 % errors of both added in squares.");
    pages.table(Threads.steps(steps));
    pages.paragraph("GEMM n×n, packing included.");
    pages.table(Threads.gemm(scores("gemm")));
  }

  private void parts(List<JmhScore> steps) throws IOException {
    pages.heading("Parts");
    pages.paragraph(
        "Shares are of JFR's execution samples, one a millisecond of the thread that takes the"
            + " steps; milliseconds are the share times the step's time in the table of threads. With"
            + " n samples a share p is known to 1.96·√(p(1 − p)/n).");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(StepsReport::sampled).sorted().toList()) {
        part(Parts.read(file), steps);
      }
    }
  }

  private static boolean sampled(Path file) {
    return file.getFileName().toString().matches("parts-.*\\.json");
  }

  private void part(Parts parts, List<JmhScore> steps) {
    double step =
        steps.stream()
                .filter(row -> row.params().get("threads").equals("1"))
                .filter(row -> row.params().get("nkb").equals(parts.nkb()))
                .filter(row -> row.params().get("embedding").equals(parts.embedding()))
                .findFirst()
                .orElseThrow()
                .score()
            / 1e3;
    pages.paragraph(
        "%s, %s: %s ms, and %s ms while sampled."
            .formatted(
                parts.nkb(),
                parts.embedding().toLowerCase(),
                number(step, 3),
                number(parts.milliseconds(), 3)));
    pages.table(parts.table(step, leastWork(parts.nkb()), peak));
  }
}
