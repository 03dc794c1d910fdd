package dev.superlane.sweep;

import dev.superlane.file.ResultFile;
import dev.superlane.sweep.SweepRun.Job;
import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of a sweep: grid.json, a run folder a cell, and the tables of {@link SweepTables}. A
 * cell's folder is named after its configuration: a sweep that goes on with a larger grid finds
 * those that are there.
 */
public final class SweepFolder {
  private static final String GRID = "grid.json";
  private static final int NAME_BYTES = 8;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;

  public SweepFolder(Path path) {
    this.path = path;
  }

  public Path cells() {
    return path.resolve("cells");
  }

  /**
   * The grid that it holds.
   *
   * @throws IllegalArgumentException one sentence, if there is none
   */
  public Grid grid() {
    Path file = path.resolve(GRID);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "--out is %s, which holds no %s: --resume needs the folder of a sweep"
              .formatted(path, GRID));
    }
    return GridFile.read(file);
  }

  /**
   * Writes the grid.
   *
   * @param jobs its cells
   */
  public void begin(Grid grid, List<Job> jobs) throws IOException {
    Map<String, Set<Object>> axes = grid.understood(jobs.stream().map(Job::config).toList());
    Files.createDirectories(cells());
    ResultFile.replace(path.resolve(GRID), ResultFile.jsonOfShortArrays(JSON, axes));
  }

  /**
   * The cells of a grid. Where it leaves the threads open and fewer cells than cores are missing,
   * they get all cores between them; that changes neither their results nor their names.
   *
   * @throws IllegalArgumentException one sentence, if a cell is not allowed
   */
  public List<Job> jobs(Grid grid, int cores) {
    List<Job> jobs = new ArrayList<>();
    int missing = 0;
    for (TrainConfig config : grid.configs()) {
      Job job = new Job(config, name(config));
      missing += Files.exists(cells().resolve(job.folder())) ? 0 : 1;
      jobs.add(job);
    }
    int threads = cores / Math.max(1, missing);
    if (grid.has("threads") || threads < 2) {
      return jobs;
    }
    List<TrainConfig> wider =
        grid.with(Grid.of(Map.of("threads", Integer.toString(threads)))).configs();
    List<Job> spread = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      spread.add(new Job(wider.get(i), jobs.get(i).folder()));
    }
    return spread;
  }

  private static String name(TrainConfig config) {
    try {
      byte[] text = config.values().toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      // Every JVM has it.
      throw new IllegalStateException(e);
    }
  }
}
