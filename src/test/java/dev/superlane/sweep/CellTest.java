package dev.superlane.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.train.Progress;
import dev.superlane.train.RunFiles;
import dev.superlane.train.RunRecord;
import dev.superlane.train.Status;
import dev.superlane.train.TrainConfig;
import dev.superlane.train.Training;
import dev.superlane.train.Trajectory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellTest {
  private static final Progress NOBODY =
      new Progress() {
        @Override
        public void reached(int step) {}

        @Override
        public void measured(int step, double loss) {}

        @Override
        public void dead(int step) {}
      };

  private static TrainConfig config(String... more) {
    Map<String, String> options =
        new HashMap<>(Map.of("features", "32", "width", "8", "batch", "16", "steps", "300"));
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return TrainConfig.of(options);
  }

  private static List<String> values(Trajectory trajectory) {
    return trajectory.rows().stream()
        .map(row -> row.step() + " " + row.loss() + " " + row.openGates())
        .toList();
  }

  /** The same rows, exponent and parameters, by their checksum, as a run folder has. */
  @Test
  void isTheTrainingOfTheSameConfiguration(@TempDir Path folder) throws Exception {
    Path run = folder.resolve("run");
    try (Training training = Training.start(config(), run)) {
      training.run(NOBODY);
    }
    RunRecord.Saved saved = RunFiles.summary(run);
    CellResult cell = Cell.run(config());
    assertThat(values(cell.trajectory())).isEqualTo(values(RunFiles.trajectory(run)));
    assertThat(cell.summary().status()).isEqualTo(Status.FINISHED);
    assertThat(cell.summary().checksums()).isEqualTo(saved.checksums());
    RunFiles.write(folder, cell.summary(), cell.trajectory());
    RunRecord.Saved again = RunFiles.summary(folder);
    assertThat(again.options()).isEqualTo(saved.options());
    assertThat(again.exponent()).isEqualTo(saved.exponent());
    assertThat(again.stepsDone()).isEqualTo(300);
    assertThat(values(RunFiles.trajectory(folder))).isEqualTo(values(cell.trajectory()));
  }

  @Test
  void threadsDoNotChangeIt() {
    assertThat(Cell.run(config("threads", "3")).summary().checksums())
        .isEqualTo(Cell.run(config()).summary().checksums())
        .isNotEqualTo(Cell.run(config("seed", "2")).summary().checksums());
  }

  @Test
  void oneThatDivergesHasTheRowsBefore() {
    CellResult cell = Cell.run(config("lr", "1000"));
    assertThat(cell.summary().status()).isEqualTo(Status.DIVERGED);
    assertThat(cell.trajectory().rows()).isNotEmpty();
    assertThat(cell.summary().stepsDone()).isEqualTo(cell.trajectory().last().step());
    assertThat(cell.summary().stepsDone()).isLessThan(300);
  }

  @Test
  void isGivenUpWhenAsked() {
    assertThat(Cell.run(config("steps", "1000000000"), () -> true)).isEmpty();
  }

  @Test
  void whatCannotBeRunIsOneSentence(@TempDir Path folder) {
    Path init = folder.resolve("none.safetensors");
    assertThatThrownBy(() -> Cell.run(config("init", init.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--init is %s, which cannot be read: no such file or folder", init);
  }
}
