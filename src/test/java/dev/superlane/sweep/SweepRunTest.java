package dev.superlane.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.sweep.SweepRun.Job;
import dev.superlane.sweep.SweepRun.Progressed;
import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepRunTest {
  @TempDir private Path folder;

  private static Job job(String name, String... more) {
    Map<String, String> options =
        new LinkedHashMap<>(Map.of("features", "32", "width", "8", "batch", "8", "steps", "50"));
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return new Job(TrainConfig.of(options), name);
  }

  private List<Progressed> run(SweepRun sweep) throws Exception {
    List<Progressed> said = new ArrayList<>();
    assertThat(sweep.run(folder, said::add)).isTrue();
    return said;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void theMostExpensiveCellsAreFirst() throws Exception {
    List<Job> jobs =
        List.of(
            job("short"),
            job("long", "steps", "300"),
            job("wide", "features", "256", "width", "128", "steps", "300"));
    List<Progressed> said = run(new SweepRun(jobs, 1));
    assertThat(said.stream().flatMap(p -> p.ended().stream()).map(Job::folder))
        .containsExactly("wide", "long", "short");
    assertThat(said.stream().map(Progressed::done)).containsExactly(0, 1, 2, 3);
    assertThat(said.getFirst().secondsLeft()).isPositive();
    assertThat(files())
        .containsExactly(
            "long/run.json",
            "long/trajectory.csv",
            "short/run.json",
            "short/trajectory.csv",
            "wide/run.json",
            "wide/trajectory.csv");
  }

  @Test
  void aCellThatFailsIsToldAndTheRestGoesOn() throws Exception {
    Job none = job("b", "init", folder.resolve("none").toString(), "steps", "300");
    // A file in the place of the folder that is written first.
    Files.createDirectories(folder.resolve("in"));
    Files.writeString(folder.resolve("in/the-way"), "");
    Job blocked = job("in/the-way/d");
    SweepRun sweep = new SweepRun(List.of(job("a"), none, job("c"), blocked), 2);
    assertThat(run(sweep).getLast().done()).isEqualTo(4);
    assertThat(sweep.failures()).containsOnlyKeys(none, blocked);
    assertThat(sweep.failures().get(none))
        .isEqualTo(
            "--init is %s/none, which cannot be read: no such file or folder".formatted(folder));
    assertThat(sweep.failures().get(blocked)).startsWith("writing failed: ");
    assertThat(files())
        .containsExactly(
            "a/run.json", "a/trajectory.csv", "c/run.json", "c/trajectory.csv", "in/the-way");
    // It is tried again, and those that are there are not.
    SweepRun again = new SweepRun(List.of(job("a"), none, job("c")), 2);
    List<Progressed> said = run(again);
    assertThat(said.getFirst().done()).isEqualTo(2);
    assertThat(said).hasSize(2);
    assertThat(again.failures()).containsOnlyKeys(none);
  }

  @Test
  void aStoppedSweepGivesUpTheCellUnderWay() throws Exception {
    SweepRun sweep = new SweepRun(List.of(job("endless", "steps", "1000000000"), job("b")), 2);
    boolean whole =
        sweep.run(folder, progress -> progress.ended().ifPresent(job -> sweep.requestStop()));
    assertThat(whole).isFalse();
    assertThat(files()).containsExactly("b/run.json", "b/trajectory.csv");
    assertThat(sweep.failures()).isEmpty();
  }

  @Test
  void whatTheHeapCannotHoldIsRefusedBeforeAnythingRuns() {
    Job huge = job("huge", "features", "65536", "width", "20000");
    assertThatThrownBy(() -> new SweepRun(List.of(job("a"), huge), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which needs a heap of");
  }
}
