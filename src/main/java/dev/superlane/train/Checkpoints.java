package dev.superlane.train;

import java.io.IOException;

/** When and what a training saves: into its run folder, or, in memory, what it would at its end. */
final class Checkpoints {
  /** Says what a run has come to. */
  @FunctionalInterface
  interface Description {
    RunRecord of(Status status, int stepsDone, long elapsedNs, Checksums checksums);
  }

  /** Between recorded steps. */
  private static final long EVERY_NS = 10_000_000_000L;

  /** Checkpoints may take at most about a tenth of the time. */
  private static final int SHARE = 10;

  /** Null in memory. */
  private final RunFolder folder;

  private final Trajectory trajectory;
  private final State state;
  private final Description description;

  /** Negative before the first. */
  private int savedStep = -1;

  private long savedElapsedNs;
  private Checksums savedChecksums;
  private long savedAt;

  /** How long the last one took. */
  private long tookNs;

  private long dueSince;
  private RunRecord summary;

  Checkpoints(RunFolder folder, Trajectory trajectory, State state, Description description) {
    this.folder = folder;
    this.trajectory = trajectory;
    this.state = state;
    this.description = description;
  }

  /** Goes on from one that is there. */
  void resume(RunRecord.Saved saved) {
    savedStep = saved.stepsDone();
    savedElapsedNs = saved.elapsedNs();
    savedChecksums = saved.checksums();
  }

  /** Ends the one that a kill cut off before its last rename. */
  void finishRename() throws IOException {
    if (folder != null && savedStep >= 0) {
      folder.finishRename(savedChecksums);
    }
  }

  /** Time counts from here. */
  void begin() {
    savedAt = System.nanoTime();
  }

  /**
   * @param recorded whether the loss of this step is in the trajectory
   */
  boolean due(boolean recorded) {
    dueSince = System.nanoTime();
    long since = dueSince - savedAt;
    return folder != null && since >= SHARE * tookNs && (recorded || since >= EVERY_NS);
  }

  /** The one that is due. */
  void saveRunning(int step, long elapsedNs) throws IOException {
    save(Status.RUNNING, step, elapsedNs);
    savedAt = System.nanoTime();
    tookNs = savedAt - dueSince;
  }

  void save(Status status, int step, long elapsedNs) throws IOException {
    if (folder == null) {
      if (status != Status.RUNNING) {
        summary = description.of(status, step, elapsedNs, Checksums.of(state));
      }
      return;
    }
    savedChecksums =
        folder.save(
            trajectory, state, checksums -> description.of(status, step, elapsedNs, checksums));
    savedStep = step;
    savedElapsedNs = elapsedNs;
  }

  /** The trajectory up to here, beside the parameters of the last one. */
  void diverged(int step, long elapsedNs) throws IOException {
    if (folder == null) {
      // Not where it was noticed, which hangs on the time that steps take.
      summary = description.of(Status.DIVERGED, trajectory.lastStep(), elapsedNs, Checksums.NONE);
    } else if (savedStep < 0) {
      // The loss of the start itself: the parameters are still finite.
      save(Status.DIVERGED, step, elapsedNs);
    } else {
      folder.saveWithoutParameters(
          trajectory, description.of(Status.DIVERGED, savedStep, savedElapsedNs, savedChecksums));
    }
  }

  /** Of a training in memory that is over. */
  RunRecord summary() {
    return summary;
  }
}
