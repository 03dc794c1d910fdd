package dev.superlane.peers;

import dev.superlane.bench.JmhScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes peers.md and peers.png from the JMH results of {@code scripts/peers}. */
public final class PeersReport {
  private static final String OURS = "SUPERLANE";

  /** GFLOP/s by "shape transpose", then library. */
  private final Map<String, Map<String, Forks>> gemm = new LinkedHashMap<>();

  /** Microseconds a step by "N×K×B embedding", then form. */
  private final Map<String, Map<String, Forks>> steps = new LinkedHashMap<>();

  private double peak = Double.NaN;

  private PeersReport(List<Path> results) {
    for (Path file : results) {
      JmhScore.read(file).forEach(this::add);
    }
  }

  /**
   * @param args the output folder, then JMH's JSON files
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    List<Path> results = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      results.add(Path.of(args[i]));
    }
    PeersReport report = new PeersReport(results);
    Path folder = Path.of(args[0]);
    Files.writeString(folder.resolve("peers.md"), report.text());
    PeersPlot.write(report.gemm, report.peak, folder.resolve("peers.png"));
    System.out.print(report.text());
  }

  private void add(JmhScore row) {
    Map<String, String> params = row.params();
    if (row.benchmark().equals("PeakBenchmark.fma")) {
      peak = Forks.of(row.gflopsIterations()).mean();
    } else if (row.benchmark().startsWith("GemmPeers")) {
      String key = params.get("mnk") + " " + params.get("transpose");
      gemm.computeIfAbsent(key, k -> new LinkedHashMap<>())
          .put(params.get("library"), Forks.of(row.gflopsIterations()));
    } else if (row.benchmark().startsWith("StepPeers")) {
      String key = params.get("nkb") + " " + params.get("embedding").toLowerCase();
      steps
          .computeIfAbsent(key, k -> new LinkedHashMap<>())
          .put(params.get("form"), Forks.of(row.iterations()));
    }
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    out.append("# Beside other libraries\n\n");
    out.append("One thread. Ratios are ours over theirs, of the means over forks, with the 95 %\n");
    out.append("interval of Welch's test on the logarithms of the forks' means.\n");
    if (!gemm.isEmpty()) {
      gemm(out);
    }
    if (!steps.isEmpty()) {
      steps(out);
    }
    return out.toString();
  }

  private void gemm(StringBuilder out) {
    out.append("\n## GEMM, GFLOP/s\n\nfma peak, same run: %.1f\n\n".formatted(peak));
    out.append(
        "| M×N×K | Superlane | of peak | OpenBLAS | ratio | others |\n|---|---|---|---|---|---|\n");
    double logs = 0;
    int cells = 0;
    for (Map.Entry<String, Map<String, Forks>> cell : gemm.entrySet()) {
      Map<String, Forks> by = cell.getValue();
      Forks ours = by.get(OURS);
      Forks blas = by.get("OPENBLAS");
      Forks.Ratio ratio = ours.over(blas);
      logs += Math.log(ratio.value());
      cells++;
      List<String> others = new ArrayList<>();
      by.forEach((library, forks) -> {
        if (!library.equals(OURS) && !library.equals("OPENBLAS")) {
          others.add("%s %.1f".formatted(library.toLowerCase(), forks.mean()));
        }
      });
      out.append(
          "| %s | %.1f | %.0f %% | %.1f | %s | %s |\n"
              .formatted(
                  cell.getKey(),
                  ours.mean(),
                  100 * ours.mean() / peak,
                  blas.mean(),
                  ratio,
                  String.join(", ", others)));
    }
    out.append(
        "\nGeometric mean of the ratios to OpenBLAS over %d cells: %.3f\n"
            .formatted(cells, Math.exp(logs / cells)));
  }

  private void steps(StringBuilder out) {
    out.append("\n## A training step, ms\n\n");
    out.append("How many times longer than our sparse step, in brackets with the interval.\n\n");
    for (Map.Entry<String, Map<String, Forks>> cell : steps.entrySet()) {
      Forks ours = cell.getValue().get("SUPERLANE_SPARSE");
      out.append("| %s | ms | times ours |\n|---|---|---|\n".formatted(cell.getKey()));
      cell.getValue()
          .forEach((form, forks) ->
              out.append(
                  "| %s | %.3f | %s |\n"
                      .formatted(
                          form.toLowerCase().replace('_', ' '),
                          forks.mean() / 1000,
                          forks == ours ? "" : forks.over(ours).toString())));
      out.append('\n');
    }
  }
}
