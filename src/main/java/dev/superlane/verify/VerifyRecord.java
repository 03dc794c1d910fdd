package dev.superlane.verify;

import dev.superlane.file.ResultFile;
import dev.superlane.machine.RunWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * verify.json and the curves beside it. Written anew after every row, beside its name and then
 * renamed: whatever ends the program, the rows so far are there.
 */
public final class VerifyRecord {
  private static final JsonMapper JSON = new JsonMapper();

  /** How far the checks have come. */
  public enum Status {
    RUNNING,
    PASSED,
    FAILED,
    INTERRUPTED,
    /** Ended by something that is no check's result. */
    BROKEN
  }

  private final Path folder;
  private final Map<String, Object> facts;
  private final RunWatch watch;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final long start = System.nanoTime();
  private int failed;
  private int curves;

  /**
   * @param facts what was verified, on what, by which command; stand first in verify.json
   * @param watch what else the machine does meanwhile
   */
  public VerifyRecord(Path folder, Map<String, Object> facts, RunWatch watch) {
    this.folder = folder;
    this.facts = facts;
    this.watch = watch;
  }

  public int failed() {
    return failed;
  }

  public int passed() {
    return rows.size() - failed;
  }

  public List<String> leftOut() {
    return leftOut;
  }

  /** Notes what the group cannot check on this machine. */
  public void open(Group group) {
    group.leftOut().forEach(what -> leftOut.add(group.heading() + ": " + what));
  }

  /**
   * Saves a row; one with curves leaves them as curve-NN.csv.
   *
   * @return the curves' name; empty where there are none
   */
  public String add(Group group, Check.Result result) throws IOException {
    String name = "";
    if (result.outcome().curves().isPresent()) {
      name = "curve-%02d".formatted(++curves);
      replace(name + ".csv", csv(result.outcome().curves().get()));
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("group", group.heading());
    row.put("name", result.check().name());
    row.put("measured", finite(result.measured()));
    row.put("bound", finite(result.check().bound()));
    row.put("origin", result.check().origin());
    row.put("passed", result.passed());
    row.put("seconds", result.nanoseconds() / 1e9);
    if (!result.problem().isEmpty()) {
      row.put("problem", result.problem());
    }
    if (!name.isEmpty()) {
      row.put("curve", name);
    }
    rows.add(row);
    failed += result.passed() ? 0 : 1;
    save(Status.RUNNING);
    return name;
  }

  /** JSON knows numbers only. */
  private static Object finite(double value) {
    return Double.isFinite(value) ? value : Double.toString(value);
  }

  private static String csv(CurvePair curves) {
    double[] difference = curves.relativeDifference();
    boolean judged = curves.tolerance().length > 0;
    StringBuilder text = new StringBuilder("step,theory,trained,relative_difference,allowed\n");
    for (int i = 0; i < difference.length; i++) {
      text.append(curves.steps()[i]).append(',').append(curves.theory()[i]).append(',');
      text.append(curves.trained()[i]).append(',').append(difference[i]).append(',');
      text.append(judged ? curves.tolerance()[i] : "").append('\n');
    }
    return text.toString();
  }

  public void save(Status status) throws IOException {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("status", status.name().toLowerCase(Locale.ROOT));
    summary.put("passed", passed());
    summary.put("failed", failed);
    summary.put("left_out", leftOut);
    summary.put("seconds", (System.nanoTime() - start) / 1e9);
    Map<String, Object> root = new LinkedHashMap<>(facts);
    root.put("surroundings", watch.soFar().facts());
    root.put("summary", summary);
    root.put("rows", rows);
    replace("verify.json", ResultFile.json(JSON, root));
  }

  private void replace(String name, String text) throws IOException {
    ResultFile.replace(folder.resolve(name), text);
  }
}
