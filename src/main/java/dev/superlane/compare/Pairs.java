package dev.superlane.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of two results that measure the same.
 *
 * <p>Forks of one row that a folder holds in several files are put together, so that the forks of
 * two sides can be run in turns. Only where a side has a row with several warm-ups or measurements
 * are these told apart.
 *
 * @param onlyA labels of the rows that B lacks, as {@code onlyB}
 */
record Pairs(List<Pair> matched, List<String> onlyA, List<String> onlyB) {

  /** One row of both sides. */
  record Pair(String label, Measurement a, Measurement b) {}

  /**
   * @throws IllegalArgumentException one sentence, if a row's units differ
   */
  static Pairs of(JmhResults a, JmhResults b) {
    Map<Measurement.Key, Map<String, Measurement>> rowsA = rows(a);
    Map<Measurement.Key, Map<String, Measurement>> rowsB = rows(b);
    Set<Measurement.Key> keys = new LinkedHashSet<>(rowsA.keySet());
    keys.addAll(rowsB.keySet());
    Set<String> common = commonArguments(keys);
    Pairs pairs = new Pairs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Measurement.Key key : keys) {
      pairs.add(
          key.label(common), rowsA.getOrDefault(key, Map.of()), rowsB.getOrDefault(key, Map.of()));
    }
    return pairs;
  }

  private static Map<Measurement.Key, Map<String, Measurement>> rows(JmhResults results) {
    Map<Measurement.Key, Map<String, Measurement>> rows = new LinkedHashMap<>();
    for (Measurement row : results.measurements()) {
      rows.computeIfAbsent(row.key(), key -> new LinkedHashMap<>())
          .merge(row.settings(), row, (first, more) -> sameUnit(row.key(), first, more).and(more));
    }
    return rows;
  }

  private static Set<String> commonArguments(Set<Measurement.Key> keys) {
    Set<String> common = new LinkedHashSet<>(keys.iterator().next().jvmArgs());
    keys.forEach(key -> common.retainAll(key.jvmArgs()));
    return common;
  }

  /** All of one key, by settings. */
  private void add(String label, Map<String, Measurement> a, Map<String, Measurement> b) {
    if (a.size() == 1 && b.size() == 1) {
      match(label, a.values().iterator().next(), b.values().iterator().next());
      return;
    }
    boolean several = a.size() > 1 || b.size() > 1;
    Set<String> settings = new LinkedHashSet<>(a.keySet());
    settings.addAll(b.keySet());
    for (String each : settings) {
      String name = several ? label + " " + each : label;
      if (!b.containsKey(each)) {
        onlyA.add(name);
      } else if (!a.containsKey(each)) {
        onlyB.add(name);
      } else {
        match(name, a.get(each), b.get(each));
      }
    }
  }

  private void match(String label, Measurement a, Measurement b) {
    matched.add(new Pair(label, sameUnit(a.key(), a, b), b));
  }

  private static Measurement sameUnit(Measurement.Key key, Measurement one, Measurement other) {
    if (!one.unit().equals(other.unit())) {
      throw new IllegalArgumentException(
          "%s is in %s and in %s: allowed is one unit for a row (JMH's -tu)"
              .formatted(key.label(List.of()), one.unit(), other.unit()));
    }
    return one;
  }
}
