package dev.superlane.sweep;

import dev.superlane.file.ResultFile;
import dev.superlane.sweep.SweepRun.Job;
import dev.superlane.train.OptionValues;
import dev.superlane.train.RunFiles;
import dev.superlane.train.RunRecord;
import dev.superlane.train.Status;
import dev.superlane.train.TrainConfig;
import dev.superlane.train.Trajectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The tables of a sweep. trajectories.csv has a row for each recorded step of each cell, with every
 * option of the cell; cells.csv has a row a cell, failed ones included. Columns are named as in
 * {@link TrainConfig#NAMES}, without snapshots, with _ for -; {@code lr} and {@code path} are those
 * in use, what is not in use is empty. Numbers are the shortest that read back as the same double.
 * Cells that have not been run have no rows.
 */
public final class SweepTables {
  private static final List<String> OPTIONS =
      TrainConfig.NAMES.stream().filter(name -> !name.equals("snapshots")).toList();

  private final Path cells;
  private final List<Job> jobs;
  private final Map<Job, String> failures;
  private final Map<Status, Integer> counts = new EnumMap<>(Status.class);

  /**
   * @param cells the folder of all cells
   * @param failures why cells have no folder
   */
  public SweepTables(Path cells, List<Job> jobs, Map<Job, String> failures) {
    this.cells = cells;
    this.jobs = jobs;
    this.failures = failures;
  }

  /** Writes both beside the cells' folder; only one cell is in memory at a time. */
  public void write() throws IOException {
    ResultFile.print(
        cells.resolveSibling("trajectories.csv"),
        rows -> ResultFile.print(cells.resolveSibling("cells.csv"), table -> write(rows, table)));
  }

  /** How many cells came to which end. */
  public Map<Status, Integer> counts() {
    return counts;
  }

  private void write(PrintStream rows, PrintStream table) throws IOException {
    counts.clear();
    line(rows, header("status", "step", "loss", "open_gates", "elapsed_ns"));
    line(table, header("status", "steps_done", "exponent", "elapsed_ns", "failure"));
    for (Job job : jobs) {
      Path folder = cells.resolve(job.folder());
      if (Files.exists(folder)) {
        RunRecord.Saved summary = RunFiles.summary(folder);
        counts.merge(summary.status(), 1, Integer::sum);
        List<String> cell = cellOf(job, options(summary));
        cell.add(OptionValues.lower(summary.status()));
        trajectory(rows, cell, RunFiles.trajectory(folder));
        cell.add(Integer.toString(summary.stepsDone()));
        OptionalDouble exponent = summary.exponent();
        cell.add(exponent.isPresent() ? Double.toString(exponent.getAsDouble()) : "");
        cell.add(Long.toString(summary.elapsedNs()));
        cell.add("");
        line(table, cell);
      } else if (failures.containsKey(job)) {
        List<String> cell = cellOf(job, job.config().values());
        cell.addAll(List.of("failed", "0", "", "", failures.get(job)));
        line(table, cell);
      }
    }
  }

  private static void trajectory(PrintStream rows, List<String> cell, Trajectory trajectory) {
    for (Trajectory.Row row : trajectory.rows()) {
      List<String> fields = new ArrayList<>(cell);
      fields.add(Integer.toString(row.step()));
      fields.add(Double.toString(row.loss()));
      fields.add(Double.toString(row.openGates()));
      fields.add(Long.toString(row.elapsedNs()));
      line(rows, fields);
    }
  }

  private static Map<String, Object> options(RunRecord.Saved summary) {
    Map<String, Object> options = new LinkedHashMap<>(summary.options());
    options.put("path", OptionValues.lower(summary.path()));
    return options;
  }

  private static List<String> cellOf(Job job, Map<String, Object> options) {
    List<String> fields = new ArrayList<>();
    fields.add(job.folder());
    for (String name : OPTIONS) {
      Object value = options.get(name);
      fields.add(value == null ? "" : value.toString());
    }
    return fields;
  }

  private static List<String> header(String... last) {
    List<String> names = new ArrayList<>();
    names.add("cell");
    OPTIONS.forEach(name -> names.add(name.replace('-', '_')));
    names.addAll(List.of(last));
    return names;
  }

  /** As RFC 4180 has it, but with \n. */
  private static void line(PrintStream out, List<String> fields) {
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      out.print(i == 0 ? "" : ",");
      out.print(plain ? field : '"' + field.replace("\"", "\"\"") + '"');
    }
    out.print('\n');
  }
}
