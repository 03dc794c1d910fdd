package dev.superlane.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.reproduce.Trainings.Progressed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingsTest {
  /** 300 steps of 64 features: a whole reproduction in seconds, and nothing of the paper in it. */
  private static final String TINY =
      Synthetic.RECIPE.formatted(64).replace("\"steps\": 10000", "\"steps\": 300");

  private static final Recipe RECIPE = Recipe.parse(TINY, false, "");

  /** Four cells with and without superposition, four of the transition, of three seeds each. */
  private static final int ALL = 36;

  @TempDir private Path folder;

  private List<Path> runs() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("run.json")).map(Path::getParent).sorted().toList();
    }
  }

  private Map<Path, String> trajectories() throws IOException {
    Map<Path, String> texts = new HashMap<>();
    for (Path run : runs()) {
      texts.put(run, Files.readString(run.resolve("trajectory.csv")).replaceAll(",\\d+\n", "\n"));
    }
    return texts;
  }

  private Measured train(Recipe recipe, List<Progressed> said) throws Exception {
    return new Trainings(recipe, folder, 2).run(said::add).orElseThrow();
  }

  @Test
  void eachTrainingHasItsFolderAndEachSettingItsLine() throws Exception {
    List<Progressed> said = new ArrayList<>();
    Measured measured = train(RECIPE, said);
    assertThat(runs())
        .hasSize(ALL)
        .allMatch(run -> run.getFileName().toString().startsWith("seed-"));
    assertThat(said.getFirst().done()).isZero();
    assertThat(said.getFirst().secondsLeft()).isPositive();
    assertThat(said).hasSize(1 + RECIPE.settings().size());
    assertThat(said.getLast().done()).isEqualTo(ALL);
    assertThat(said.getLast().secondsLeft()).isLessThan(1e-6);
    assertThat(said.stream().flatMap(p -> p.finished().stream()))
        .containsExactlyInAnyOrderElementsOf(RECIPE.settings());
    Run run = measured.runs(RECIPE.superposition().getLast()).get(2);
    assertThat(run.folder()).isEqualTo("runs/superposition/a2-b1/seed-3");
    assertThat(run.failure()).isEmpty();
    assertThat(run.curve().steps()[run.curve().steps().length - 1]).isEqualTo(300);
    // The whole of it can be drawn and judged.
    Path out = Files.createDirectory(folder.resolve("out"));
    new ReproductionFolder(out).write(measured, Claims.of(measured), List.of("tiny"));
    assertThat(out.resolve("claims.md")).content().contains("does not hold here");
  }

  @Test
  void aStoppedReproductionGoesOnWithWhatIsMissing() throws Exception {
    Trainings stopped = new Trainings(RECIPE, folder, 2);
    Optional<Measured> none =
        stopped.run(progress -> {
          if (progress.finished().isPresent()) {
            stopped.requestStop();
          }
        });
    assertThat(none).isEmpty();
    List<Path> before =
        runs().stream().filter(run -> !run.toString().contains(".writing")).toList();
    assertThat(before).hasSizeBetween(3, ALL - 1);
    Map<Path, Object> times = new HashMap<>();
    for (Path run : before) {
      times.put(run, Files.getLastModifiedTime(run.resolve("run.json")));
    }
    List<Progressed> said = new ArrayList<>();
    train(RECIPE, said);
    assertThat(said.getFirst().done()).isEqualTo(before.size());
    assertThat(runs()).hasSize(ALL).noneMatch(run -> run.toString().contains(".writing"));
    for (Path run : before) {
      assertThat(Files.getLastModifiedTime(run.resolve("run.json"))).isEqualTo(times.get(run));
    }
  }

  @Test
  void aTrainingThatWasCutOffBeginsAnew() throws Exception {
    train(RECIPE, new ArrayList<>());
    Map<Path, String> whole = trajectories();
    Path run = folder.resolve("superposition/a2-b1/seed-1");
    Files.move(run, run.resolveSibling(".writing-seed-1"));
    Files.writeString(run.resolveSibling(".writing-seed-1").resolve("trajectory.csv"), "cut o");
    List<Progressed> said = new ArrayList<>();
    train(RECIPE, said);
    assertThat(said.getFirst().done()).isEqualTo(ALL - 1);
    assertThat(trajectories()).isEqualTo(whole);
  }

  @Test
  void aRunThatDivergesIsKeptAsSuchAndNothingStops() throws Exception {
    Recipe wild =
        Recipe.parse(TINY.replace("{\"width\": 16}", "{\"width\": 16, \"lr\": 1000}"), false, "");
    Measured measured = train(wild, new ArrayList<>());
    Setting setting = wild.superposition().getFirst();
    assertThat(measured.runs(setting).getFirst().failure().orElseThrow()).startsWith("it diverged");
    assertThat(measured.late(setting).refusal().orElseThrow())
        .startsWith("3 of 3 seeds: it diverged");
    assertThat(runs()).hasSize(ALL);
    assertThat(Figures.of(measured)).hasSize(8).allMatch(f -> !f.figure().svg("f").isEmpty());
    assertThat(Claims.of(measured)).isNotEmpty();
  }
}
