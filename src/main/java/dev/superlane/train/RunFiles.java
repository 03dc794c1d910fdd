package dev.superlane.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** The files of a run that is over, without its parameters and without a lock. */
public final class RunFiles {
  private RunFiles() {}

  /**
   * Writes run.json and trajectory.csv into a folder that nobody else knows.
   *
   * @param summary of a training in memory
   */
  public static void write(Path folder, RunRecord summary, Trajectory trajectory)
      throws IOException {
    Files.writeString(folder.resolve(RunFolder.TRAJECTORY), trajectory.text());
    Files.writeString(folder.resolve(RunFolder.RUN), summary.text());
  }

  /**
   * @throws IOException if there is no run.json, or one that no training wrote
   */
  public static RunRecord.Saved summary(Path folder) throws IOException {
    return read(folder.resolve(RunFolder.RUN), RunRecord::parse);
  }

  /**
   * @throws IOException if there is no trajectory.csv, or one that no training wrote
   */
  public static Trajectory trajectory(Path folder) throws IOException {
    return read(folder.resolve(RunFolder.TRAJECTORY), Trajectory::parse);
  }

  private static <T> T read(Path file, Function<String, T> parser) throws IOException {
    try {
      return parser.apply(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }
}
