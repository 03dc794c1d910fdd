package dev.superlane.train;

import dev.superlane.file.FolderLock;
import dev.superlane.file.ResultFile;
import dev.superlane.model.Parameters;
import dev.superlane.train.Safetensors.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The folder of one run: run.json, trajectory.csv, parameters.safetensors and, with Adam,
 * adam.safetensors, each written beside its name and renamed; and snapshots.
 *
 * <p>A checkpoint writes the trajectory, the new numbers as parameters.next.safetensors and
 * adam.next.safetensors, run.json with their checksums, and then renames them. Killed anywhere in
 * between, run.json and the files that have its checksums belong together, and the trajectory has
 * at least their rows.
 */
final class RunFolder {
  static final String RUN = "run.json";
  static final String TRAJECTORY = "trajectory.csv";

  private final Path path;
  private final CheckpointFile parameters;
  private final CheckpointFile adam;
  private final Path snapshots;
  private boolean locked;

  RunFolder(Path path) {
    this.path = path;
    parameters = new CheckpointFile(path, "parameters");
    adam = new CheckpointFile(path, "adam");
    snapshots = path.resolve("snapshots");
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
    for (Path file :
        List.of(
            path.resolve(TRAJECTORY),
            parameters.file(),
            parameters.next(),
            adam.file(),
            adam.next(),
            snapshots)) {
      if (Files.exists(file)) {
        throw refusal(
            "which already holds %s: allowed is another folder".formatted(file.getFileName()));
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
      locked = FolderLock.take(path);
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

  /** Saves all files; returns the checksums of the state. The last save unlocks. */
  Checksums save(Trajectory trajectory, State state, Function<Checksums, RunRecord> record)
      throws IOException {
    replace(TRAJECTORY, trajectory.text());
    String written = parameters.write(Safetensors.tensors(state.parameters()));
    Optional<String> moments = Optional.empty();
    if (state.moments().isPresent()) {
      moments = Optional.of(adam.write(Safetensors.tensors(state.moments().get())));
    }
    Checksums checksums = new Checksums(written, moments);
    RunRecord run = record.apply(checksums);
    replace(RUN, run.text());
    parameters.rename();
    if (moments.isPresent()) {
      adam.rename();
    }
    unlockAfter(run.status());
    return checksums;
  }

  /** Keeps the parameters of a step, under a name that sorts as steps do. */
  void saveSnapshot(int step, Parameters of) throws IOException {
    Files.createDirectories(snapshots);
    CheckpointFile snapshot = new CheckpointFile(snapshots, "%010d".formatted(step));
    snapshot.write(Safetensors.tensors(of));
    snapshot.rename();
  }

  /** Saves trajectory and run.json beside the parameters that are there. */
  void saveWithoutParameters(Trajectory trajectory, RunRecord record) throws IOException {
    replace(TRAJECTORY, trajectory.text());
    replace(RUN, record.text());
    unlockAfter(record.status());
  }

  private void unlockAfter(Status status) throws IOException {
    if (status != Status.RUNNING) {
      FolderLock.release(path);
    }
  }

  private void replace(String name, String text) throws IOException {
    ResultFile.replace(path.resolve(name), text);
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

  /** Reads parameters and moments that run.json describes, whichever names they still have. */
  void readState(Checksums checksums, State into) {
    read(parameters, checksums.parameters(), Safetensors.tensors(into.parameters()));
    into.moments()
        .ifPresent(
            moments -> read(adam, checksums.adam().orElseThrow(), Safetensors.tensors(moments)));
  }

  private void read(CheckpointFile file, String checksum, List<Tensor> into) {
    reading(
        file.file().getFileName().toString(),
        () -> {
          file.read(checksum, into);
          return file;
        });
  }

  /** Ends the checkpoint that a kill cut off before its last rename. */
  void finishRename(Checksums checksums) throws IOException {
    parameters.finishRename(checksums.parameters());
    if (checksums.adam().isPresent()) {
      adam.finishRename(checksums.adam().get());
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
}
