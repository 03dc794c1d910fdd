package dev.superlane.train;

import dev.superlane.fit.LossCurve;
import java.util.ArrayList;
import java.util.List;

/** The recorded rows of a training, steps ascending, and their text: trajectory.csv. */
public final class Trajectory {
  private static final String HEADER = "step,loss,open_gates,elapsed_ns";

  /**
   * @param step SGD steps done
   * @param loss of the evaluation, finite
   * @param openGates share of outputs with o &gt; 0, 1 for a linear student
   * @param elapsedNs time of the steps so far, evaluation excluded
   */
  public record Row(int step, double loss, double openGates, long elapsedNs) {}

  private final List<Row> rows = new ArrayList<>();

  public void add(Row row) {
    rows.add(row);
  }

  /** All rows so far, steps ascending. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** The losses after step 0. */
  public LossCurve curve() {
    List<Row> later = rows.stream().filter(row -> row.step() > 0).toList();
    return new LossCurve(
        later.stream().mapToDouble(Row::step).toArray(),
        later.stream().mapToDouble(Row::loss).toArray());
  }

  public Row last() {
    return rows.getLast();
  }

  /** Of the last row; 0 if there is none. */
  int lastStep() {
    return rows.isEmpty() ? 0 : last().step();
  }

  /** Whether every gate was shut at the last two rows. */
  boolean dead() {
    int n = rows.size();
    return n >= 2 && rows.get(n - 1).openGates() == 0 && rows.get(n - 2).openGates() == 0;
  }

  /**
   * Cuts what a training that goes on from {@code step} would not have written: rows after it, and
   * one that is there only because the training ended.
   */
  void cutTo(int step) {
    rows.removeIf(row -> row.step() > step || !RecordSchedule.holds(row.step()));
  }

  /** Whether the rows are those of all recorded steps up to {@code step}. */
  boolean completeTo(int step) {
    int expected = 0;
    for (Row row : rows) {
      if (row.step() != expected) {
        return false;
      }
      expected = RecordSchedule.next(expected, Integer.MAX_VALUE);
    }
    return expected > step || last().step() == Integer.MAX_VALUE;
  }

  /** Numbers are the shortest that read back as the same double, lines end in \n. */
  String text() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Row row : rows) {
      text.append(row.step()).append(',').append(row.loss()).append(',');
      text.append(row.openGates()).append(',').append(row.elapsedNs()).append('\n');
    }
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException if the text is not one that {@link #text} writes
   */
  public static Trajectory parse(String text) {
    String[] lines = text.split("\n", -1);
    if (!lines[0].equals(HEADER)) {
      throw new IllegalArgumentException("line 1 is not '" + HEADER + "'");
    }
    Trajectory trajectory = new Trajectory();
    int before = -1;
    for (int i = 1; i < lines.length - 1; i++) {
      Row row = row(lines[i], i + 1);
      if (row.step() <= before) {
        throw new IllegalArgumentException("line %d does not ascend".formatted(i + 1));
      }
      before = row.step();
      trajectory.rows.add(row);
    }
    if (!lines[lines.length - 1].isEmpty()) {
      throw new IllegalArgumentException("line %d is cut off".formatted(lines.length));
    }
    return trajectory;
  }

  private static Row row(String line, int number) {
    String[] cells = line.split(",", -1);
    try {
      if (cells.length == 4) {
        double loss = Double.parseDouble(cells[1]);
        double openGates = Double.parseDouble(cells[2]);
        if (Double.isFinite(loss) && Double.isFinite(openGates)) {
          return new Row(Integer.parseInt(cells[0]), loss, openGates, Long.parseLong(cells[3]));
        }
      }
    } catch (NumberFormatException e) {
      // Said below, as for a wrong number of cells.
    }
    throw new IllegalArgumentException("line %d is '%s', not four numbers".formatted(number, line));
  }
}
