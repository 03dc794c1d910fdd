package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
  private static final String SMALL = "train --features 24 --width 6 --batch 8 ";

  @TempDir Path folder;

  private Path out() {
    return folder.resolve("run");
  }

  private CommandLineRun train(String options) {
    return CommandLineRun.ofLine(SMALL + options + " --out " + out());
  }

  @Test
  void helpListsEveryOptionWithItsDefault() {
    String help = CommandLineRun.of("train", "--help").out().replaceAll("\\s+", " ");
    Map<String, Object> defaults = TrainConfig.of(Map.of()).values();
    int at = 0;
    for (String name : TrainConfig.NAMES) {
      int option = help.indexOf(" --" + name + "=", at);
      assertThat(option).as(name).isGreaterThanOrEqualTo(at);
      at = help.indexOf("Default: ", option);
      Object value =
          switch (name) {
            case "init" -> "a random start";
            case "snapshots" -> "none";
            default -> defaults.get(name);
          };
      String text =
          value instanceof Double number && number % 1 == 0
              ? Integer.toString(number.intValue())
              : value.toString();
      assertThat(help.substring(at)).as(name).matches("Default: " + text + "(;| with|\\.) .*");
    }
    assertThat(help.substring(at))
        .contains("--out=DIR", "Default: reports/local/train-<UTC>-<seed>.", "--resume");
  }

  @Test
  void trainsAndSaysWhere() throws IOException {
    CommandLineRun run = train("--steps 120");
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll("[ :].*", "")))
        .containsExactly("loss", "exponent", "time", "results");
    assertThat(run.lastLine()).isEqualTo("results: " + out());
    assertThat(run.out())
        .contains(
            "exponent: none, no power law here: the window is under a decade, steps 25 to 120");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("training 24 features through width 6 (frozen, relu with bias), steps 0 to 120")
        .contains("learning rate", "path", "kernels", "1 thread", "MiB");
    assertThat(out().resolve("loss.png")).isNotEmptyFile();
    try (Stream<Path> files = Files.list(out())) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void speaksTheSameInAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      CommandLineRun run = train("--steps 120 --lr 0.25");
      assertThat(run.err()).contains("learning rate 0.2500");
      assertThat(run.out())
          .containsPattern("time: [0-9]+\\.[0-9] s for 120 steps, [0-9.e-]+ ms a step");
      CommandLineRun measured =
          CommandLineRun.ofLine(
              "train --features 128 --embedding identity --gradient population --data-exponent 2"
                  + " --channel-exponent 1 --lr 0.5 --steps 1000 --out "
                  + folder.resolve("measured"));
      assertThat(measured.out())
          .containsPattern("exponent: 1\\.[45][0-9]{3} over steps 47 to 1000\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void adamIsSaidWithItsRate() throws IOException {
    CommandLineRun run = train("--optimizer adam --steps 120 --snapshots 0,50");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("steps 0 to 120, Adam, learning rate 0.001000 (its default)");
    try (Stream<Path> files = Files.list(out())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "run.json",
              "trajectory.csv",
              "parameters.safetensors",
              "adam.safetensors",
              "snapshots",
              "loss.png");
    }
    CommandLineRun refused = train("--steps 10 --snapshots 5,11");
    assertThat(refused.err())
        .isEqualTo(
            "superlane: --snapshots is 5,11, allowed is a list of ascending steps from 0 to --steps, 10, with commas between them%n"
                .formatted());
  }

  @Test
  void aRunIsRefusedWithoutResumeAndGoesOnWithIt() throws IOException {
    train("--steps 10");
    byte[] before = Files.readAllBytes(out().resolve("run.json"));
    CommandLineRun again = train("--steps 20");
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err())
        .isEqualTo(
            "superlane: --out is %s, which already holds a run: allowed is another folder, or --resume to go on with it%n"
                .formatted(out()));
    assertThat(Files.readAllBytes(out().resolve("run.json"))).isEqualTo(before);
    CommandLineRun more = train("--steps 20 --resume");
    assertThat(more.exit()).isZero();
    assertThat(more.err()).contains("steps 10 to 20");
    CommandLineRun over = train("--steps 20 --resume");
    assertThat(over.exit()).isZero();
    assertThat(over.err())
        .isEqualTo("nothing to do: the run has 20 steps, --steps is 20%n".formatted());
    assertThat(over.out()).isEqualTo("results: %s%n".formatted(out()));
  }

  @Test
  void divergenceIsExit3AndSaysWhatToTry() throws IOException {
    CommandLineRun run = train("--lr 1000 --steps 5000");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEqualTo("results: %s%n".formatted(out()));
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err())
        .containsPattern(
            "superlane: diverged: at step [0-9]+ (a parameter|the loss) is no longer finite; with"
                + " --lr 1000.0 the linear stability limit is [0-9.]+, try --lr [0-9.]+\\R$");
    assertThat(Files.readAllLines(out().resolve("trajectory.csv"))).hasSizeGreaterThan(1);
  }

  @Test
  void aDeadStudentIsSaidSo() {
    CommandLineRun run = train("--init-scale 0 --steps 20");
    assertThat(run.exit()).isZero();
    assertThat(run.err().lines().filter(line -> line.startsWith("dead: ")))
        .singleElement()
        .asString()
        .endsWith("try a larger --init-scale or a smaller --lr");
    assertThat(run.out().lines()).filteredOn(line -> line.startsWith("dead: ")).hasSize(1);
  }

  @Test
  void withoutAnythingToLearnNoOtherStartIsAdvised() {
    CommandLineRun run = train("--density 1e-12 --steps 20 --lr 0.1 --init-scale 0");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("dead: ", "the loss is 0", "--density");
    assertThat(run.err()).contains("dead: ").doesNotContain("--init-scale");
  }

  @Test
  void aFileThatCannotBeReadIsToldWithTheReason() {
    Map<String, String> reasons =
        Map.of(
            "--spectrum ./none", "which cannot be read (no such file or folder): allowed is power",
            "--spectrum .", "which is a folder: allowed is power",
            "--spectrum /dev/null", "which is no ordinary file: allowed is power");
    reasons.forEach((option, reason) ->
        assertThat(train(option).err())
            .startsWith("superlane: " + option.replace(" ", " is ") + ", " + reason));
    CommandLineRun empty = CommandLineRun.of("train", "--init", "", "--out", out().toString());
    assertThat(empty.err()).startsWith("superlane: --init is '', allowed is a file name");
    assertThat(CommandLineRun.of("train", "--spectrum", "").err())
        .startsWith("superlane: --spectrum is '', allowed is power");
  }

  @Test
  void aFolderWhereAnotherProcessTrainsIsRefused(@TempDir Path logs) throws Exception {
    String line = SMALL + "--steps 1000000000 --out " + out();
    Process other = CommandLineRun.start(logs, false, List.of(), line.split(" +"));
    try {
      while (!Files.exists(out().resolve("parameters.safetensors"))) {
        assertThat(other.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
      }
      String sentence =
          "superlane: --out is %s, where a run is under way in another process: allowed is another folder%n"
              .formatted(out());
      assertThat(CommandLineRun.ofLine("train --resume --out " + out()))
          .isEqualTo(new CommandLineRun(2, "", sentence));
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(train("--resume --steps 1").exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--features 1",
        "--features 65537",
        "--features 6 --width 7",
        "--width 0",
        "--batch 0",
        "--steps -1",
        "--lr NaN",
        "--lr Infinity",
        "--lr -0.5",
        "--optimizer rmsprop",
        "--snapshots 5,3",
        "--snapshots 5,5",
        "--snapshots 1,,2",
        "--snapshots 1.5",
        "--snapshots -1",
        "--steps 10 --snapshots 5,11",
        "--data-exponent NaN",
        "--channel-exponent -1",
        "--density 0",
        "--density -Infinity",
        "--init-scale NaN",
        "--init-scale 1e300",
        "--embedding identity --width 5",
        "--embedding identity --activation relu",
        "--embedding identity --bias true",
        "--embedding sideways",
        "--activation linear --bias true",
        "--activation gelu",
        "--gradient population",
        "--gradient population --activation linear --embedding learned",
        "--spectrum linear --data-exponent 2",
        "--spectrum ./none",
        "--seed 1.5",
        "--path short",
        "--kernels none",
        "--threads 0",
        "--init ./none",
        "--features 65536 --width 65536",
        "--features 65536 --width 32000",
      })
  void badInputIsExit2AndWritesNothing(String options) throws IOException {
    CommandLineRun run = CommandLineRun.ofLine("train " + options + " --out " + out());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(Arrays.stream(options.split(" ")).filter(word -> word.startsWith("--")))
        .anyMatch(option -> run.err().startsWith("superlane: " + option + " is "));
    assertThat(run.err()).doesNotContain("Exception");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1\n-2\n", "1\ntwo\n", "1\n", "0\n0\n", "1\n2\n3\n", ""})
  void aBadFileOfCountsIsExit2AndWritesNothing(String content) throws IOException {
    Path counts = folder.resolve("counts");
    Files.writeString(counts, content);
    CommandLineRun run =
        CommandLineRun.ofLine(
            "train --features 2 --width 1 --spectrum " + counts + " --out " + out());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("superlane: --spectrum is " + counts + ": ");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(out()).doesNotExist();
  }

  @Test
  void anUnwritableOutIsExit2() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (String out : new String[] {file.toString(), file + "/run", "/proc/none/run"}) {
      CommandLineRun run = CommandLineRun.ofLine(SMALL + "--out " + out);
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).startsWith("superlane: --out is " + out + ", which ");
      assertThat(run.err().lines()).hasSize(1);
    }
    assertThat(CommandLineRun.of("train", "--out", "").exit()).isEqualTo(2);
  }
}
