package dev.superlane.train;

import dev.superlane.file.ResultFile;
import dev.superlane.model.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * The folder of one run: run.json, trajectory.csv and parameters.safetensors, each written beside
 * its name and renamed.
 *
 * <p>A checkpoint writes the trajectory, the new parameters as parameters.next.safetensors,
 * run.json with their checksum, and then renames the parameters. Killed anywhere in between,
 * run.json and the file that has its checksum belong together, and the trajectory has at least
 * their rows.
 */
final class RunFolder {
  static final String RUN = "run.json";
  static final String TRAJECTORY = "trajectory.csv";
  private static final String PARAMETERS = "parameters.safetensors";
  private static final String NEXT = "parameters.next.safetensors";
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path path;
  private boolean locked;

  RunFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /**
   * Refuses a folder that holds a run, and a name that is not a folder's; changes nothing.
   *
   * @throws IllegalArgumentException one sentence
   */
  void requireFree() {
    if (Files.exists(path.resolve(RUN))) {
      throw refusal(
          "which already holds a run: allowed is another folder, or --resume to go on with it");
    }
    for (String name : List.of(TRAJECTORY, PARAMETERS, NEXT)) {
      if (Files.exists(path.resolve(name))) {
        throw refusal("which already holds %s: allowed is another folder".formatted(name));
      }
    }
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw refusal("which is not a folder: allowed is a new or a writable folder");
    }
  }

  /**
   * Creates the folder and those above it, tries whether it can be written to, and locks it.
   *
   * @throws IllegalArgumentException if not; folders created on the way are then removed
   */
  void create() {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = path.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
      missing.push(at);
    }
    Deque<Path> created = new ArrayDeque<>();
    try {
      for (Path folder : missing) {
        Files.createDirectory(folder);
        created.push(folder);
      }
      Files.delete(Files.createTempFile(path, "write", ".tmp"));
    } catch (IOException e) {
      for (Path folder : created) {
        try {
          Files.delete(folder);
        } catch (IOException again) {
          e.addSuppressed(again);
        }
      }
      throw notWritable(e);
    }
    if (!locked) {
      lock();
      // Another process may have had it, and ended, since this was first asked.
      requireFree();
    }
  }

  private void lock() {
    try {
      locked = RunLock.take(path);
    } catch (IOException e) {
      throw notWritable(e);
    }
    if (!locked) {
      throw refusal("where a run is under way in another process: allowed is another folder");
    }
  }

  private IllegalArgumentException notWritable(IOException e) {
    return refusal(
        "which cannot be written to (%s): allowed is a new or a writable folder"
            .formatted(Reason.of(e)));
  }

  private IllegalArgumentException refusal(String rest) {
    return new IllegalArgumentException("--out is %s, %s".formatted(path, rest));
  }

  /** Saves all three files; returns the checksum of the parameters. The last save unlocks. */
  String save(Trajectory trajectory, Parameters parameters, Function<String, RunRecord> record)
      throws IOException {
    replace(TRAJECTORY, trajectory.text());
    Safetensors.write(path.resolve(NEXT), parameters);
    String checksum = checksum(NEXT);
    RunRecord run = record.apply(checksum);
    replace(RUN, run.text());
    rename(NEXT, PARAMETERS);
    unlockAfter(run.status());
    return checksum;
  }

  /** Saves trajectory and run.json beside the parameters that are there. */
  void saveWithoutParameters(Trajectory trajectory, RunRecord record) throws IOException {
    replace(TRAJECTORY, trajectory.text());
    replace(RUN, record.text());
    unlockAfter(record.status());
  }

  private void unlockAfter(Status status) throws IOException {
    if (status != Status.RUNNING) {
      RunLock.release(path);
    }
  }

  private void replace(String name, String text) throws IOException {
    ResultFile.replace(path.resolve(name), text);
  }

  private void rename(String from, String to) throws IOException {
    Files.move(
        path.resolve(from),
        path.resolve(to),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Locks the folder of a run and reads run.json.
   *
   * @throws IllegalArgumentException if the folder has none, or one that no training wrote, or a
   *     run that is under way
   */
  RunRecord.Saved readRecord() {
    if (!Files.isRegularFile(path.resolve(RUN))) {
      throw refusal("which holds no %s: --resume needs the folder of a run".formatted(RUN));
    }
    lock();
    return reading(RUN, () -> RunRecord.parse(text(RUN)));
  }

  /** Reads the trajectory up to the saved step. */
  Trajectory readTrajectory(int stepsDone) {
    return reading(
        TRAJECTORY,
        () -> {
          Trajectory trajectory = Trajectory.parse(text(TRAJECTORY));
          trajectory.cutTo(stepsDone);
          if (!trajectory.completeTo(stepsDone)) {
            throw new IllegalArgumentException(
                "it lacks rows of the %d steps of %s".formatted(stepsDone, RUN));
          }
          return trajectory;
        });
  }

  /** Reads the parameters that run.json describes, whichever name they still have. */
  void readParameters(String checksum, Parameters into) {
    reading(
        PARAMETERS,
        () -> {
          String name = isOf(PARAMETERS, checksum) ? PARAMETERS : NEXT;
          if (name.equals(NEXT) && !isOf(NEXT, checksum)) {
            throw new IllegalArgumentException("its checksum is not the one in " + RUN);
          }
          Safetensors.read(path.resolve(name), into);
          return name;
        });
  }

  /** Ends the checkpoint that a kill cut off before its last rename. */
  void finishRename(String checksum) throws IOException {
    if (!isOf(PARAMETERS, checksum)) {
      rename(NEXT, PARAMETERS);
    }
  }

  private interface Reading<T> {
    T get() throws IOException;
  }

  private <T> T reading(String name, Reading<T> reading) {
    try {
      return reading.get();
    } catch (IOException e) {
      throw refusal("whose %s cannot be read: %s".formatted(name, Reason.of(e)));
    } catch (IllegalArgumentException e) {
      throw refusal("whose %s cannot be used: %s".formatted(name, e.getMessage()));
    }
  }

  private String text(String name) throws IOException {
    // Latin-1 decodes any bytes: what is wrong with them is then said as for any other text.
    byte[] bytes = Files.readAllBytes(path.resolve(name));
    return new String(
        bytes, name.equals(RUN) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  private boolean isOf(String name, String checksum) throws IOException {
    return Files.exists(path.resolve(name)) && checksum(name).equals(checksum);
  }

  private String checksum(String name) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    try (FileChannel channel = FileChannel.open(path.resolve(name))) {
      while (channel.read(chunk) >= 0) {
        crc.update(chunk.flip());
        chunk.clear();
      }
    }
    return Safetensors.hexadecimal(crc);
  }
}
