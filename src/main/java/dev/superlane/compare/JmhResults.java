package dev.superlane.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One side of a comparison: a JSON file of JMH, or those that lie directly in a folder.
 *
 * @param path as typed
 * @param measurements in the files' order, files by name
 * @param jvms the virtual machines that ran the forks
 */
public record JmhResults(String path, List<Measurement> measurements, SortedSet<String> jvms) {

  /**
   * @param side the argument's name
   * @throws IllegalArgumentException one sentence that names the argument, the file and what is
   *     allowed
   */
  public static JmhResults read(String side, String path) {
    JmhResults results = new JmhResults(path, new ArrayList<>(), new TreeSet<>());
    try {
      Path place = Path.of(path);
      if (path.isBlank() || !Files.exists(place)) {
        throw refusal(side, path.isBlank() ? "'" + path + "'" : path, "which is not there");
      }
      List<Path> files = Files.isDirectory(place) ? jsonFiles(place) : List.of(place);
      for (Path file : files) {
        JsonNode root = parse(side, file);
        if (isJmh(root)) {
          root.forEach(row -> results.add(side, file, row));
        }
      }
    } catch (InvalidPathException e) {
      throw refusal(side, path, "which is not the name of a file");
    } catch (IOException e) {
      throw refusal(side, path, "which cannot be read");
    }
    if (results.measurements.isEmpty()) {
      throw refusal(side, path, "which holds no result of JMH");
    }
    return results;
  }

  private static IllegalArgumentException refusal(String side, String path, String reason) {
    return new IllegalArgumentException(
        "%s is %s, %s: allowed is a JSON file of JMH's (-rf json) or a folder that holds such files"
            .formatted(side, path, reason));
  }

  private static List<Path> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  private static JsonNode parse(String side, Path file) throws IOException {
    byte[] text = Files.readAllBytes(file);
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw refusal(side, file.toString(), "which is not JSON");
    }
  }

  /** A results folder holds other JSON too. */
  private static boolean isJmh(JsonNode root) {
    return root.isArray() && !root.isEmpty() && root.get(0).has("primaryMetric");
  }

  private void add(String side, Path file, JsonNode row) {
    Map<String, String> params = new TreeMap<>();
    row.path("params").forEachEntry((name, value) -> params.put(name, value.asString()));
    Measurement.Key key =
        new Measurement.Key(
            row.path("benchmark").asString(""),
            row.path("mode").asString(""),
            row.path("threads").asInt(1),
            params,
            JvmArguments.comparable(strings(row.path("jvmArgs"))));
    JsonNode metric = row.path("primaryMetric");
    List<double[]> forks = forks(metric);
    if (forks.isEmpty() || forks.stream().anyMatch(fork -> fork.length == 0)) {
      throw refusal(
          side, file.toString(), "whose row " + key.label(List.of()) + " has no raw iterations");
    }
    measurements.add(
        new Measurement(key, settings(row), metric.path("scoreUnit").asString(""), forks));
    jvms.add(
        Stream.of("jdkVersion", "vmName", "vmVersion")
            .map(name -> row.path(name).asString("unknown"))
            .reduce((left, right) -> left + ", " + right)
            .orElseThrow());
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static String settings(JsonNode row) {
    return "-wi %s -w %s -i %s -r %s"
        .formatted(
            row.path("warmupIterations").asInt(0),
            row.path("warmupTime").asString("").replace(" ", ""),
            row.path("measurementIterations").asInt(0),
            row.path("measurementTime").asString("").replace(" ", ""));
  }

  private static List<double[]> forks(JsonNode metric) {
    // Sample time has a histogram of each iteration instead: [[value, count], …].
    JsonNode histograms = metric.path("rawDataHistogram");
    return (histograms.isArray() ? histograms : metric.path("rawData"))
        .valueStream()
        .map(fork -> fork.valueStream().mapToDouble(JmhResults::score).toArray())
        .toList();
  }

  private static double score(JsonNode iteration) {
    if (!iteration.isArray()) {
      return iteration.asDouble(Double.NaN);
    }
    double sum = 0;
    double count = 0;
    for (JsonNode pair : iteration) {
      sum += pair.path(0).asDouble() * pair.path(1).asDouble();
      count += pair.path(1).asDouble();
    }
    return sum / count;
  }
}
