package dev.superlane.sweep;

import dev.superlane.train.TrainConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every combination of the values of some options of {@code train}; the last changes fastest. */
public final class Grid {
  /**
   * One option.
   *
   * @param values as they are typed
   * @param origin what a message about them begins with: the line of a file, or nothing
   */
  record Axis(List<String> values, String origin) {}

  private static final Pattern OPTION = Pattern.compile("--([a-z-]+) .*");

  private final SequencedMap<String, Axis> axes;

  /**
   * @throws IllegalArgumentException one sentence, if there is an option that a cell cannot have
   */
  Grid(SequencedMap<String, Axis> axes) {
    Axis snapshots = axes.get("snapshots");
    if (snapshots != null) {
      throw new IllegalArgumentException(
          "%s--snapshots is %s, allowed is none: a sweep keeps no parameters"
              .formatted(snapshots.origin(), String.join(",", snapshots.values())));
    }
    this.axes = axes;
  }

  /**
   * @param typed lists and ranges by long name without dashes
   * @throws IllegalArgumentException one sentence that names the option and what is allowed
   */
  public static Grid of(Map<String, String> typed) {
    SequencedMap<String, Axis> axes = new LinkedHashMap<>();
    typed.forEach((name, text) -> axes.put(name, new Axis(Values.of(name, text), "")));
    return new Grid(axes);
  }

  /** The same where {@code other} has nothing, and else what {@code other} has. */
  public Grid with(Grid other) {
    SequencedMap<String, Axis> all = new LinkedHashMap<>(axes);
    all.putAll(other.axes);
    return new Grid(all);
  }

  /** Whether an option has values here, and not its default. */
  public boolean has(String name) {
    return axes.containsKey(name);
  }

  /**
   * One a cell.
   *
   * @throws IllegalArgumentException one sentence, if a combination is not allowed or there are too
   *     many
   */
  public List<TrainConfig> configs() {
    int cells = cells();
    List<TrainConfig> configs = new ArrayList<>(cells);
    for (int cell = 0; cell < cells; cell++) {
      configs.add(config(cell));
    }
    return configs;
  }

  private int cells() {
    double cells = 1;
    for (Axis axis : axes.values()) {
      cells *= axis.values().size();
    }
    if (cells > Values.MOST) {
      throw new IllegalArgumentException(
          "the grid has %.0f cells, allowed are at most %d".formatted(cells, Values.MOST));
    }
    return (int) cells;
  }

  private TrainConfig config(int cell) {
    Map<String, String> options = new LinkedHashMap<>();
    int rest = cell;
    for (Map.Entry<String, Axis> entry : axes.reversed().entrySet()) {
      List<String> values = entry.getValue().values();
      options.put(entry.getKey(), values.get(rest % values.size()));
      rest /= values.size();
    }
    try {
      return TrainConfig.of(options);
    } catch (IllegalArgumentException e) {
      throw located(e);
    }
  }

  private IllegalArgumentException located(IllegalArgumentException e) {
    Matcher option = OPTION.matcher(e.getMessage());
    Axis axis = option.matches() ? axes.get(option.group(1)) : null;
    return axis == null || axis.origin().isEmpty()
        ? e
        : new IllegalArgumentException(axis.origin() + e.getMessage(), e);
  }

  /**
   * The same grid by the values that were understood: defaults are left to it, files have absolute
   * names. A grid file of it is this grid again, wherever it is read.
   *
   * @param configs those of {@link #configs}
   */
  Map<String, Set<Object>> understood(List<TrainConfig> configs) {
    Map<String, Set<Object>> values = new LinkedHashMap<>();
    axes.keySet().forEach(name -> values.put(name, new LinkedHashSet<>()));
    for (TrainConfig config : configs) {
      Map<String, Object> all = config.values();
      values.forEach((name, of) -> of.add(all.get(name)));
    }
    return values;
  }
}
