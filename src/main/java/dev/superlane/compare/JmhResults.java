package dev.superlane.compare;

import dev.superlane.bench.JmhScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

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
        // A results folder holds other JSON too, of which there are no rows.
        rows(side, file).forEach(row -> results.add(side, file, row));
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

  private static List<JmhScore> rows(String side, Path file) {
    try {
      return JmhScore.read(file);
    } catch (JacksonException e) {
      throw refusal(
          side,
          file.toString(),
          e instanceof JacksonIOException ? "which cannot be read" : "which is not JSON");
    }
  }

  private void add(String side, Path file, JmhScore row) {
    JmhScore.Setting setting = row.setting();
    Measurement.Key key =
        new Measurement.Key(
            row.name(),
            setting.mode(),
            setting.threads(),
            row.params(),
            JvmArguments.comparable(setting.jvmArgs()));
    List<double[]> forks = row.iterations();
    if (forks.isEmpty() || forks.stream().anyMatch(fork -> fork.length == 0)) {
      throw refusal(
          side, file.toString(), "whose row " + key.label(List.of()) + " has no raw iterations");
    }
    measurements.add(new Measurement(key, settings(setting), row.unit(), forks));
    jvms.add(setting.jvm());
  }

  private static String settings(JmhScore.Setting setting) {
    return "-wi %s -w %s -i %s -r %s"
        .formatted(
            setting.warmupIterations(),
            setting.warmupTime().replace(" ", ""),
            setting.measurementIterations(),
            setting.measurementTime().replace(" ", ""));
  }
}
