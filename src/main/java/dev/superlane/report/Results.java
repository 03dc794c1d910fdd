package dev.superlane.report;

import dev.superlane.bench.JmhScore;
import dev.superlane.machine.SurroundingsFile;
import dev.superlane.profile.MachineProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What results folders hold, all below them included. */
public final class Results {
  /** The texts that say by which command and on what machine a folder's figures were made. */
  private static final List<String> NOTES = List.of("commands.txt", "doctor.txt");

  final Map<String, List<JmhScore>> jmh = new LinkedHashMap<>();
  final List<LatencyLog> latencies = new ArrayList<>();

  /** By log: what latency.json says of it. */
  final Map<String, JsonNode> latencyRows = new LinkedHashMap<>();

  final List<TrainedRun> runs = new ArrayList<>();
  final List<Verified> verified = new ArrayList<>();
  final List<Reproduction> reproductions = new ArrayList<>();

  final Map<String, MachineProfile> profiles = new LinkedHashMap<>();

  /** By path. */
  final Map<String, String> notes = new LinkedHashMap<>();

  final Surrounded surrounded = new Surrounded();

  private final List<String> unreadable = new ArrayList<>();

  /**
   * @param folders each is searched, links not followed
   * @throws IllegalArgumentException one sentence, if one of them holds no results
   */
  public static Results read(List<Path> folders) throws IOException {
    Results results = new Results();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException(
            "DIR is %s, which is no folder: allowed is a folder of results".formatted(folder));
      }
      int before = results.size();
      List<Path> files;
      try (Stream<Path> all = Files.walk(folder)) {
        files = all.filter(Files::isRegularFile).sorted().toList();
      }
      List<Path> reproduced =
          files.stream()
              .filter(file -> file.endsWith(Reproduction.FILE))
              .map(Path::getParent)
              .toList();
      for (Path file : files) {
        // The runs behind its figures are in them, and are too many to be shown one by one.
        if (!file.endsWith("trajectory.csv") || reproduced.stream().noneMatch(file::startsWith)) {
          results.read(file, source(folder, file));
        }
      }
      if (results.size() == before) {
        throw new IllegalArgumentException(
            ("DIR is %s, which holds no results: allowed is a folder with JMH's JSON, .hlog files,"
                    + " a train run, verify.json, machine.json or a"
                    + " reproduction")
                .formatted(folder));
      }
    }
    return results;
  }

  /** One sentence for each file that looks like results and could not be read. */
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  int size() {
    return jmh.size()
        + latencies.size()
        + runs.size()
        + verified.size()
        + reproductions.size()
        + profiles.size();
  }

  private static String source(Path folder, Path file) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return (name == null ? "" : name + "/") + folder.relativize(file);
  }

  private void read(Path file, String source) {
    String name = file.getFileName().toString();
    try {
      if (NOTES.contains(name)) {
        notes.put(source, Files.readString(file));
      } else if (name.endsWith(".hlog")) {
        latencies.add(LatencyLog.read(file, source));
      } else if (name.equals("trajectory.csv")) {
        TrainedRun run = TrainedRun.read(file.getParent(), parent(source));
        runs.add(run);
        surrounded.add(run.source(), run.run());
      } else if (name.equals(Reproduction.FILE)) {
        reproductions.add(Reproduction.read(file, source));
      } else if (name.equals("verify.json")) {
        Verified checks = Verified.read(file, source);
        verified.add(checks);
        surrounded.add(source, checks.root());
      } else if (name.equals(MachineProfile.FILE)) {
        profiles.put(source, MachineProfile.parse(Files.readString(file)));
        surrounded.add(source, JsonMapper.shared().readTree(file));
      } else if (name.equals("latency.json")) {
        for (JsonNode row : JsonMapper.shared().readTree(file).path("rows")) {
          String log = beside(source, row.path("name").asString("") + ".hlog");
          latencyRows.put(log, row);
          surrounded.add(log, row);
        }
      } else if (name.endsWith(SurroundingsFile.NAME)) {
        surrounded.add(source, JsonMapper.shared().readTree(file));
      } else if (name.endsWith(".json") && Files.readString(file).contains("\"primaryMetric\"")) {
        jmh.put(source, JmhScore.read(file));
      }
    } catch (IOException | IllegalArgumentException | JacksonException e) {
      unreadable.add(source + " could not be read: " + e.getMessage());
    }
  }

  private static String beside(String source, String name) {
    return parent(source).isEmpty() ? name : parent(source) + "/" + name;
  }

  private static String parent(String source) {
    return source.substring(0, Math.max(0, source.lastIndexOf('/')));
  }

  /** The notes beside a file, or those of the nearest folder above it that has some. */
  List<String> notesOf(String source) {
    String folder = source;
    while (!folder.isEmpty()) {
      folder = parent(folder);
      String beside = folder;
      List<String> found = notes.keySet().stream().filter(n -> parent(n).equals(beside)).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** Why the figures of a file do not count, if the run was disturbed. */
  Optional<String> disturbed(String source) {
    return surrounded.reason(surroundingsOf(source));
  }

  /** The machine of a file's figures; empty if it is not known. */
  String machineOf(String source) {
    return surrounded.machine(surroundingsOf(source));
  }

  /** The file itself; of JMH's the one of its name beside it, or that of the nearest folder. */
  private String surroundingsOf(String source) {
    if (!jmh.containsKey(source)) {
      return source;
    }
    String own = SurroundingsFile.of(source.substring(0, source.length() - ".json".length()));
    if (surrounded.has(own)) {
      return own;
    }
    String at = source;
    while (!at.isEmpty() && !surrounded.has(beside(at, SurroundingsFile.NAME))) {
      at = parent(at);
    }
    return beside(at, SurroundingsFile.NAME);
  }

  /** Of rows of the same folder, whose files were measured one after the other. */
  List<Comparison> comparisons() {
    Map<String, List<List<JmhScore>>> byFolder = new LinkedHashMap<>();
    jmh.forEach((source, scores) ->
        byFolder.computeIfAbsent(parent(source), folder -> new ArrayList<>()).add(scores));
    return byFolder.values().stream().flatMap(files -> Comparison.of(files).stream()).toList();
  }

  /** The files that it is made of. */
  List<String> sources(Comparison comparison) {
    Set<JmhScore> scores = Collections.newSetFromMap(new IdentityHashMap<>());
    comparison.groups().forEach(group -> scores.addAll(group.scores().values()));
    return jmh.entrySet().stream()
        .filter(file -> file.getValue().stream().anyMatch(scores::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  String folderOf(Comparison comparison) {
    return parent(sources(comparison).getFirst());
  }
}
