package dev.superlane.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.superlane.model.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainingTest {
  private static final String SMALL = "--features 24 --width 6 --batch 8 ";

  @TempDir Path folder;

  private static final class Watch implements Progress {
    private Training stopped;
    private int stopAt = Integer.MAX_VALUE;
    private int reached;
    private int widestGap;
    private int deaths;
    private Runnable atFirst = () -> {};

    @Override
    public void reached(int step) {
      if (reached == 0) {
        atFirst.run();
      }
      widestGap = Math.max(widestGap, step - reached);
      reached = step;
      if (step >= stopAt) {
        stopped.requestStop();
      }
    }

    @Override
    public void measured(int step, double loss) {
      assertThat(loss).isFinite();
    }

    @Override
    public void dead(int step) {
      deaths++;
    }
  }

  private static Map<String, String> options(String line) {
    return TrainConfigTest.options(line);
  }

  private Status train(String name, String line) throws IOException, DivergedException {
    try (Training training = Training.start(TrainConfig.of(options(line)), folder.resolve(name))) {
      return training.run(new Watch());
    }
  }

  private Status resume(String name, String line) throws IOException, DivergedException {
    try (Training training = Training.resume(folder.resolve(name), options(line))) {
      return training.run(new Watch());
    }
  }

  private Status trainUntil(int step, String name, String line)
      throws IOException, DivergedException {
    try (Training training = Training.start(TrainConfig.of(options(line)), folder.resolve(name))) {
      Watch watch = new Watch();
      watch.stopped = training;
      watch.stopAt = step;
      return training.run(watch);
    }
  }

  private Path file(String run, String name) {
    return folder.resolve(run).resolve(name);
  }

  private JsonNode json(String run) throws IOException {
    return new JsonMapper().readTree(Files.readString(file(run, "run.json")));
  }

  /** Trajectory without its times. */
  private List<String> losses(String run) throws IOException {
    return Files.readAllLines(file(run, "trajectory.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  private void assertSameRun(String run, String other) throws IOException {
    assertThat(losses(run)).isEqualTo(losses(other));
    for (String numbers : List.of("parameters.safetensors", "adam.safetensors")) {
      assertThat(Files.exists(file(run, numbers))).isEqualTo(Files.exists(file(other, numbers)));
      if (Files.exists(file(run, numbers))) {
        assertThat(Files.readAllBytes(file(run, numbers)))
            .isEqualTo(Files.readAllBytes(file(other, numbers)));
      }
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesARunFolder() throws Exception {
    assertThat(train("a", SMALL + "--steps 130 --seed 3")).isEqualTo(Status.FINISHED);
    assertThat(names(folder.resolve("a")))
        .containsExactly("parameters.safetensors", "run.json", "trajectory.csv");
    List<String> lines = Files.readAllLines(file("a", "trajectory.csv"));
    assertThat(lines.getFirst()).isEqualTo("step,loss,open_gates,elapsed_ns");
    assertThat(lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
        .containsExactly(
            "0 1 2 3 4 5 6 7 9 10 12 13 15 18 21 24 27 32 37 42 49 56 65 75 87 100 115 130"
                .split(" "));
    JsonNode run = json("a");
    JsonNode config = run.path("config");
    assertThat(config.propertyNames()).containsAll(TrainConfig.NAMES).contains("out");
    assertThat(config.path("features").intValue()).isEqualTo(24);
    assertThat(config.path("seed").longValue()).isEqualTo(3);
    assertThat(config.path("bias").booleanValue()).isTrue();
    double limit = run.path("stability_limit").doubleValue();
    assertThat(config.path("lr").doubleValue()).isEqualTo(0.8 * limit);
    assertThat(run.path("lr_source").stringValue())
        .isEqualTo("auto: 0.8 of the stability limit " + limit);
    assertThat(run.path("path").stringValue()).isIn("dense", "sparse");
    assertThat(run.path("sum_p").doubleValue())
        .isEqualTo(TrainConfig.of(options(SMALL)).problem(1).spectrum().sum());
    assertThat(run.path("machine").isObject()).isTrue();
    assertThat(run.at("/machine/vectors/instructions").stringValue()).isEqualTo("not probed");
    assertThat(run.at("/surroundings/seconds").doubleValue()).isPositive();
    assertThat(run.path("surroundings").has("disturbed")).isTrue();
    JsonNode summary = run.path("summary");
    assertThat(summary.propertyNames())
        .containsExactlyInAnyOrder("status", "steps_done", "exponent", "window", "interval");
    assertThat(summary.path("status").stringValue()).isEqualTo("finished");
    assertThat(summary.path("steps_done").intValue()).isEqualTo(130);
    // 130 steps are too few for a window.
    assertThat(summary.path("exponent").isNull()).isTrue();
    assertThat(summary.path("window").isNull()).isTrue();
    assertThat(summary.path("interval").isNull()).isTrue();
    long lastElapsed =
        Long.parseLong(lines.getLast().substring(lines.getLast().lastIndexOf(',') + 1));
    assertThat(run.path("elapsed_ns").longValue()).isEqualTo(lastElapsed).isPositive();
  }

  @Test
  void equalConfigurationsAreEqualFilesInAnyLocale() throws Exception {
    train("a", SMALL + "--steps 40");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      train("b", SMALL + "--steps 40 --kernels scalar --threads 3");
    } finally {
      Locale.setDefault(before);
    }
    assertSameRun("a", "b");
    String text =
        Files.readString(file("b", "run.json")) + Files.readString(file("b", "trajectory.csv"));
    assertThat(text).matches("\\p{ASCII}*").doesNotContain("\r");
    train("c", SMALL + "--steps 40 --seed 2");
    assertThat(losses("c")).isNotEqualTo(losses("a"));
  }

  /** γ = 1, in the window where the power law holds to 2 %: from step 25 to 397. */
  @Test
  void theIdentityStudentHasTheExponentOfItsTheory() throws Exception {
    train(
        "a",
        "--features 128 --embedding identity --gradient population --data-exponent 2"
            + " --channel-exponent 0.5 --lr 0.5 --steps 1000");
    JsonNode summary = json("a").path("summary");
    assertThat(summary.path("exponent").doubleValue()).isBetween(0.97, 1.03);
    assertThat(summary.path("window").get(0).doubleValue()).isEqualTo(25);
    assertThat(summary.path("window").get(1).doubleValue()).isBetween(390.0, 410.0);
    assertThat(summary.path("interval").isNull()).isTrue();
  }

  /** A run is the same to the bit everywhere, so its exponent is the same number. */
  @Test
  void aBottleneckIsMeasuredBeforeItsFloor() throws Exception {
    train("a", "--features 128 --width 32 --batch 64 --channel-exponent 0.5 --steps 3000");
    JsonNode summary = json("a").path("summary");
    assertThat(summary.path("exponent").doubleValue()).isBetween(0.8, 1.0);
    assertThat(summary.path("window").get(0).doubleValue()).isEqualTo(37);
    assertThat(summary.path("window").get(1).doubleValue()).isBetween(370.0, 600.0);
  }

  @Test
  void noStepsWritesTheStart() throws Exception {
    assertThat(train("a", SMALL + "--steps 0 --seed 9")).isEqualTo(Status.FINISHED);
    assertThat(losses("a")).hasSize(2);
    TrainConfig config = TrainConfig.of(options(SMALL));
    Parameters read = new Parameters(config.shape());
    Safetensors.read(file("a", "parameters.safetensors"), Safetensors.tensors(read));
    assertThat(read.values).isEqualTo(Parameters.initial(config.shape(), 0.1, 9).values);
    assertThat(json("a").path("summary").path("exponent").isNull()).isTrue();
    assertThat(json("a").path("summary").path("window").isNull()).isTrue();
  }

  @Test
  void lossIsTheOneOfTheSavedParameters() throws Exception {
    train("a", SMALL + "--steps 50 --embedding learned");
    train(
        "b", SMALL + "--steps 0 --embedding learned --init " + file("a", "parameters.safetensors"));
    String last = losses("a").getLast();
    assertThat(losses("b").getLast().substring(1)).isEqualTo(last.substring(last.indexOf(',')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--path sparse",
        "--path dense",
        "--embedding learned --path sparse",
        "--embedding learned --path dense --threads 2",
        "--activation linear --gradient population",
        "--optimizer adam --path sparse",
        "--optimizer adam --embedding learned --path dense --threads 2",
        "--optimizer adam --activation linear --gradient population",
      })
  void resumedIsTheSameToTheBitAsUninterrupted(String kind) throws Exception {
    String line = SMALL + kind;
    train("whole", line + " --steps 333");
    assertThat(trainUntil(123, "cut", line + " --steps 333")).isEqualTo(Status.INTERRUPTED);
    assertThat(json("cut").path("summary").path("status").stringValue()).isEqualTo("interrupted");
    assertThat(json("cut").path("summary").path("steps_done").intValue()).isBetween(123, 333);
    assertThat(resume("cut", "--kernels scalar --threads 1")).isEqualTo(Status.FINISHED);
    assertSameRun("cut", "whole");
    // To a larger number of steps: the row of the old last step, 130, is on no schedule.
    train("longer", line + " --steps 130");
    assertThat(resume("longer", line + " --steps 333")).isEqualTo(Status.FINISHED);
    assertSameRun("longer", "whole");
    assertThat(json("longer").path("config").path("steps").intValue()).isEqualTo(333);
  }

  @Test
  void resumedIdentityIsTheSame() throws Exception {
    String line = "--features 24 --embedding identity --batch 8 --init-scale 0.1 ";
    train("whole", line + "--steps 200");
    train("cut", line + "--steps 77");
    resume("cut", "--steps 200");
    assertSameRun("cut", "whole");
  }

  @Test
  void elapsedTimeGoesOn() throws Exception {
    train("a", SMALL + "--steps 50");
    long before = json("a").path("elapsed_ns").longValue();
    resume("a", "--steps 60");
    assertThat(json("a").path("elapsed_ns").longValue()).isGreaterThan(before);
  }

  @Test
  void nothingToDoChangesNothing() throws Exception {
    train("a", SMALL + "--steps 50");
    byte[] run = Files.readAllBytes(file("a", "run.json"));
    for (String steps : List.of("", "--steps 50", "--steps 49")) {
      try (Training training = Training.resume(folder.resolve("a"), options(steps))) {
        assertThat(training.nothingToDo()).isTrue();
        training.run(new Watch());
      }
      assertThat(Files.readAllBytes(file("a", "run.json"))).isEqualTo(run);
    }
  }

  @Test
  void aKillBetweenTheFilesOfACheckpointIsMended() throws Exception {
    train("whole", SMALL + "--steps 333");
    train("a", SMALL + "--steps 100");
    byte[] old = Files.readAllBytes(file("a", "parameters.safetensors"));
    resume("a", "--steps 200");
    // Before the last rename: run.json is new, the parameters still have the other name.
    Files.move(file("a", "parameters.safetensors"), file("a", "parameters.next.safetensors"));
    Files.write(file("a", "parameters.safetensors"), old);
    resume("a", "--steps 333");
    assertSameRun("a", "whole");
    assertThat(names(folder.resolve("a"))).doesNotContain("parameters.next.safetensors");

    // Before run.json: rows and parameters of later steps beside the run.json of step 100.
    train("b", SMALL + "--steps 100");
    Files.copy(file("whole", "parameters.safetensors"), file("b", "parameters.next.safetensors"));
    Files.writeString(
        file("b", "trajectory.csv"), Files.readString(file("whole", "trajectory.csv")));
    resume("b", "--steps 333");
    assertSameRun("b", "whole");

    train("c", SMALL + "--steps 100");
    Files.write(file("c", "parameters.safetensors"), old, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> resume("c", "--steps 333"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parameters.safetensors cannot be used: its checksum is not the one");
  }

  @Test
  void aKillBetweenTheRenamesOfAdamsFilesIsMended() throws Exception {
    String line = SMALL + "--optimizer adam ";
    train("whole", line + "--steps 333");
    train("a", line + "--steps 100");
    byte[] old = Files.readAllBytes(file("a", "adam.safetensors"));
    resume("a", "--steps 200");
    // Parameters and run.json are new, the moments still have the other name.
    Files.move(file("a", "adam.safetensors"), file("a", "adam.next.safetensors"));
    Files.write(file("a", "adam.safetensors"), old);
    try (Training training = Training.resume(folder.resolve("a"), options("--steps 333"))) {
      Watch watch = new Watch();
      // The next checkpoint writes over that name: it must be free before.
      watch.atFirst = () -> assertThat(file("a", "adam.next.safetensors")).doesNotExist();
      training.run(watch);
      assertThat(watch.reached).isEqualTo(333);
    }
    assertSameRun("a", "whole");

    // Moments of an earlier step alone would go on to other bits: refused.
    Files.write(file("a", "adam.safetensors"), old);
    refusedToResume("--steps 400", "adam.safetensors cannot be used: its checksum is not the one");
    damaged(
        "run.json",
        Files.readString(file("a", "run.json")).replace("adam_crc32c", "crc32c"),
        "run.json cannot be used: it lacks a valid adam_crc32c");
  }

  @Test
  void adamHasAFixedRateAndNoLimit() throws Exception {
    train("a", SMALL + "--optimizer adam --steps 50");
    JsonNode run = json("a");
    assertThat(run.at("/config/optimizer").stringValue()).isEqualTo("adam");
    assertThat(run.at("/config/lr").doubleValue()).isEqualTo(1e-3);
    assertThat(run.path("lr_source").stringValue()).isEqualTo("auto: 0.001, fixed for Adam");
    assertThat(run.path("stability_limit").isNull()).isTrue();
    train("b", SMALL + "--optimizer adam --steps 50 --lr 0.001 --kernels scalar --threads 3");
    assertSameRun("a", "b");
    train("c", SMALL + "--steps 50 --lr 0.001");
    assertThat(losses("c")).isNotEqualTo(losses("a"));
    refusedToResume("--optimizer sgd", "--optimizer is sgd, but the run in");
  }

  /** A gradient whose square is beyond float stops its parameter for good, unseen. */
  @Test
  void aMomentThatIsNotFiniteIsDivergence() {
    DivergedException e =
        catchThrowableOfType(
            DivergedException.class,
            () ->
                train(
                    "a",
                    "--features 24 --embedding identity --gradient population --steps 50"
                        + " --optimizer adam --lr 1e22"));
    assertThat(e)
        .hasMessageContaining("a moment of Adam is no longer finite; with --lr 1.0E22 there is no")
        .hasMessageEndingWith("try a smaller --lr or --init-scale");
  }

  @Test
  void aRunOfATimeBeforeAdamIsSgds() throws Exception {
    train("whole", SMALL + "--steps 60");
    train("a", SMALL + "--steps 20");
    String run = Files.readString(file("a", "run.json"));
    String old = run.replaceAll("(?m)^ *\"(optimizer|snapshots)\".*\n", "");
    assertThat(old.lines().count()).isEqualTo(run.lines().count() - 2);
    Files.writeString(file("a", "run.json"), old);
    resume("a", "--steps 60 --optimizer sgd");
    assertSameRun("a", "whole");
    assertThat(json("a").at("/config/optimizer").stringValue()).isEqualTo("sgd");
  }

  @Test
  void snapshotsAreTheParametersOfTheirSteps() throws Exception {
    String line = SMALL + "--embedding learned ";
    train("whole", line + "--steps 333 --snapshots 0,1,50,129,200,333");
    assertThat(names(folder.resolve("whole/snapshots")))
        .containsExactly(
            Stream.of(0, 1, 50, 129, 200, 333)
                .map(step -> "%010d.safetensors".formatted(step))
                .toArray(String[]::new));
    // Steps between and at snapshots are the same as without.
    train("plain", line + "--steps 333");
    assertSameRun("whole", "plain");
    for (int step : List.of(0, 1, 50, 129, 333)) {
      train("to" + step, line + "--steps " + step);
      assertThat(snapshot("whole", step))
          .isEqualTo(Files.readAllBytes(file("to" + step, "parameters.safetensors")));
    }
    trainUntil(129, "cut", line + "--steps 333 --snapshots 0,1,50,129,200,333");
    resume("cut", "");
    assertSameRun("cut", "whole");
    for (int step : List.of(0, 1, 50, 129, 200, 333)) {
      assertThat(snapshot("cut", step)).isEqualTo(snapshot("whole", step));
    }
    assertThatThrownBy(() -> resume("cut", "--snapshots 0,1"))
        .hasMessageContaining("--snapshots is 0,1, but the run in")
        .hasMessageContaining("has 0,1,50,129,200,333: with --resume only");
  }

  private byte[] snapshot(String run, int step) throws IOException {
    return Files.readAllBytes(file(run, "snapshots/%010d.safetensors".formatted(step)));
  }

  @Test
  void resumeRefusesWhatMustNotDiffer() throws Exception {
    train("a", SMALL + "--steps 20");
    refusedToResume("--width 5", "--width is 5, but the run in " + folder.resolve("a") + " has 6");
    refusedToResume("--lr 0.1", "--lr is 0.1, but the run in");
    refusedToResume("--seed 2", "--seed is 2");
    refusedToResume("--embedding identity", "--embedding is identity");
    refusedToResume("--spectrum linear", "--spectrum is linear");
    refusedToResume("--init x", "--init is x, but the run in " + folder.resolve("a") + " has none");
    refusedToResume("--momentum 1", "--momentum is 1");
    String other = json("a").path("path").stringValue().equals("dense") ? "sparse" : "dense";
    refusedToResume("--path " + other, "--path is " + other);
    refusedToResume("--steps -1", "--steps is -1, allowed is");
    String same =
        SMALL
            + "--steps 30 --lr auto --density 1.00 --embedding FROZEN --path "
            + json("a").path("path").stringValue();
    resume("a", same + " --threads 2");
    resume("a", "--steps 40 --lr " + json("a").path("config").path("lr") + " --path auto");
    assertThat(json("a").path("lr_source").stringValue()).startsWith("auto");
  }

  private void refusedToResume(String line, String message) {
    assertThatThrownBy(() -> resume("a", line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void resumeRefusesAnotherFileOfCounts() throws Exception {
    Path counts = folder.resolve("counts");
    Files.writeString(counts, "3\n2\n1\n");
    train("a", "--features 3 --width 2 --density 2 --steps 5 --spectrum " + counts);
    resume("a", "--steps 6");
    Files.writeString(counts, "3\n1\n1\n");
    refusedToResume("--steps 7", "--spectrum is " + counts + ", whose frequencies are not those");
  }

  @Test
  void resumeRefusesADamagedFolder() throws Exception {
    train("a", SMALL + "--steps 20");
    String run = Files.readString(file("a", "run.json"));
    String rows = Files.readString(file("a", "trajectory.csv"));
    damaged("run.json", "{", "run.json cannot be used: it is not JSON");
    damaged("run.json", "{}", "run.json cannot be used: it lacks a valid config");
    damaged("run.json", run.replace("\"finished\"", "\"done\""), "its summary.status is 'done'");
    damaged("run.json", run.replace("\"steps_done\"", "\"steps\""), "a valid summary.steps_done");
    damaged("run.json", run.replace(": 24,", ": 24.5,"), "--features is 24.5, allowed is");
    Files.writeString(file("a", "run.json"), run);
    damaged(
        "trajectory.csv", rows.replace("\n3,", "\nx,"), "trajectory.csv cannot be used: line 5");
    damaged("trajectory.csv", rows.replaceAll("\n18,.*", ""), "it lacks rows of the 20 steps");
    Files.delete(file("a", "trajectory.csv"));
    refusedToResume("--steps 30", "trajectory.csv cannot be read: no such file");
    Files.writeString(file("a", "trajectory.csv"), rows);
    Files.delete(file("a", "parameters.safetensors"));
    refusedToResume("--steps 30", "parameters.safetensors cannot be used: its checksum");
    assertThatThrownBy(() -> resume("b", ""))
        .hasMessage(
            "--out is %s, which holds no run.json: --resume needs the folder of a run"
                .formatted(folder.resolve("b")));
  }

  private void damaged(String name, String content, String message) throws IOException {
    Files.writeString(file("a", name), content);
    refusedToResume("--steps 30", message);
  }

  @Test
  void divergenceKeepsWhatWasRecorded() throws Exception {
    DivergedException e =
        catchThrowableOfType(
            DivergedException.class, () -> train("a", SMALL + "--steps 5000 --lr 1000 --seed 4"));
    assertThat(e.step()).isBetween(1, 4999);
    JsonNode run = json("a");
    double limit = run.path("stability_limit").doubleValue();
    assertThat(e.suggestedRate()).isEqualTo(0.8 * limit).isLessThan(1000);
    assertThat(e)
        .hasMessageStartingWith("diverged: at step " + e.step() + " ")
        .hasMessageEndingWith("the linear stability limit is %s, try --lr %s", limit, 0.8 * limit);
    assertThat(run.path("summary").path("status").stringValue()).isEqualTo("diverged");
    Trajectory kept = Trajectory.parse(Files.readString(file("a", "trajectory.csv")));
    assertThat(kept.rows()).isNotEmpty();
    assertThat(kept.last().step()).isLessThanOrEqualTo(e.step());
    assertThat(kept.completeTo(kept.last().step())).isTrue();
    Safetensors.read(
        file("a", "parameters.safetensors"),
        Safetensors.tensors(new Parameters(TrainConfig.of(options(SMALL)).shape())));
    assertThat(run.path("summary").path("steps_done").intValue()).isLessThanOrEqualTo(e.step());
    // The same again from the last checkpoint.
    DivergedException again = catchThrowableOfType(DivergedException.class, () -> resume("a", ""));
    assertThat(again.step()).isEqualTo(e.step());
  }

  @Test
  void divergenceIsSeenBetweenRecordedSteps() throws Exception {
    String line = "--features 8 --embedding identity --gradient population --steps 20000 --lr ";
    train("limit", line.replace("20000", "0") + "1");
    double limit = json("limit").path("stability_limit").doubleValue();
    // Just above the limit the largest mode grows by |1 - 1.01·2| = 1.02 a step and leaves the
    // floats after about ln(3.4e38)/ln(1.02) = 4500 steps; recorded are 4217 and 4870.
    DivergedException e =
        catchThrowableOfType(DivergedException.class, () -> train("a", line + 1.01 * limit));
    assertThat(e).hasMessageContaining("a parameter is no longer finite");
    assertThat(e.step()).isBetween(4300, 4800);
    assertThat(losses("a").getLast()).startsWith("4217,");
  }

  @Test
  void divergesAtTheStartWhereItsLossIsNotFinite() throws Exception {
    // Held-out squares of 1e30² are beyond float, the core itself is not.
    DivergedException e =
        catchThrowableOfType(
            DivergedException.class, () -> train("a", SMALL + "--init-scale 1e30"));
    assertThat(e.step()).isZero();
    assertThat(losses("a")).hasSize(1);
    assertThat(json("a").path("summary").path("status").stringValue()).isEqualTo("diverged");
  }

  @Test
  void allGatesShutIsDeadAndSaidOnce() throws Exception {
    // From a core and a bias of 0 every o is 0, where the gate is shut: nothing ever moves.
    try (Training training =
        Training.start(
            TrainConfig.of(options(SMALL + "--steps 20 --init-scale 0")), folder.resolve("a"))) {
      Watch watch = new Watch();
      assertThat(training.run(watch)).isEqualTo(Status.DEAD);
      assertThat(watch.deaths).isEqualTo(1);
    }
    assertThat(json("a").path("summary").path("status").stringValue()).isEqualTo("dead");
    assertThat(losses("a").getLast()).endsWith(",0.0");
    train("b", SMALL + "--steps 20 --init-scale 0 --activation linear");
    assertThat(json("b").path("summary").path("status").stringValue()).isEqualTo("finished");
  }

  @Test
  void checksAtLeastEvery100Steps() throws Exception {
    try (Training training =
        Training.start(TrainConfig.of(options(SMALL + "--steps 3000")), folder.resolve("a"))) {
      Watch watch = new Watch();
      training.run(watch);
      assertThat(watch.reached).isEqualTo(3000);
      assertThat(watch.widestGap).isLessThanOrEqualTo(100);
    }
  }

  @Test
  void refusesBeforeAnythingIsWritten() throws Exception {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(file("run", "run.json"), "{}");
    Files.writeString(folder.resolve("plain"), "");
    Files.createDirectories(folder.resolve("rest"));
    Files.writeString(file("rest", "trajectory.csv"), "");
    List<String> before = names(folder);
    refusedStart(SMALL, "run", "which already holds a run: allowed is another folder");
    refusedStart(SMALL, "rest", "which already holds trajectory.csv: allowed is another folder");
    refusedStart(SMALL, "plain", "which is not a folder");
    refusedStart(SMALL, "plain/x", "which cannot be written to (Not a directory)");
    refusedStart(
        SMALL, "x/y/" + "z".repeat(300), "which cannot be written to (File name too long)");
    refusedStart(
        SMALL + "--init /nowhere/x", "x", "--init is /nowhere/x, which cannot be read: no");
    refusedStart(
        SMALL + "--init " + folder.resolve("plain"), "x", "cannot be used: it is too short");
    refusedStart(SMALL + "--init-scale 1e300", "x", "--init-scale is 1.0E300, allowed is");
    refusedStart(
        "--features 8 --embedding identity --gradient population --density 1e-320",
        "x",
        "--lr is auto, but the stability limit");
    refusedStart("--features 65536 --width 65536", "x", "--features is 65536, --width 65536 and");
    refusedStart(
        "--features 65536 --width 16000 --steps 0",
        "x",
        "MiB in this JVM, give it more with SUPERLANE_JAVA_OPTS=-Xmx");
    assertThat(names(folder)).isEqualTo(before);
  }

  @Test
  void refusedTrainingsLeaveNoThreads() throws Exception {
    Files.writeString(folder.resolve("plain"), "");
    Set<Thread> before = teamThreads();
    refusedStart(SMALL + "--threads 3", "plain/x", "which cannot be written to");
    Set<Thread> left = teamThreads();
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static Set<Thread> teamThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("superlane-"))
        .collect(Collectors.toSet());
  }

  private void refusedStart(String line, String name, String message) {
    assertThatThrownBy(() -> train(name, line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void createsFoldersAboveAndKeepsOtherFiles() throws Exception {
    Files.createDirectories(folder.resolve("x"));
    Files.writeString(folder.resolve("x/note"), "mine");
    train("x", SMALL + "--steps 0");
    train("p/q", SMALL + "--steps 0");
    assertThat(names(folder.resolve("x"))).contains("note", "run.json");
    assertThat(names(folder.resolve("p/q"))).hasSize(3);
  }
}
