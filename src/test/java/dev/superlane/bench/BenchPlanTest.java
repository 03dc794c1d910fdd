package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.TestClassPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchPlanTest {
  @TempDir Path folder;
  private TestClassPath classPath;

  @BeforeEach
  void showClassPath() {
    classPath = new TestClassPath();
  }

  @AfterEach
  void hideClassPath() {
    classPath.close();
  }

  private static BenchPlan plan(Axes axes, String words) throws Exception {
    return BenchPlan.of(axes, BenchPreset.QUICK, JmhArguments.parse(List.of(words.split(" "))));
  }

  private static Axes axes(String widths, String kernels, String threads) {
    return Axes.of(null, widths, kernels, threads);
  }

  private static List<String> words(BenchPlan plan) {
    return plan.runs().stream()
        .map(run -> run.column() + ": " + String.join(" ", run.arguments().words()))
        .toList();
  }

  @Test
  void presetsGiveWayToWhatIsTyped() throws Exception {
    assertThat(words(plan(axes(null, null, null), "-wi 1 PeakBenchmark")))
        .containsExactly(": -f 3 -w 200ms -i 3 -r 200ms -prof roofline:rates -wi 1 PeakBenchmark");
  }

  /** The narrowest vectors are in every CPU that this runs on; the rest is the same. */
  @Test
  void widthsAndThreadsAreRunsOfTheirOwn() throws Exception {
    List<String> runs = words(plan(axes("128", null, "1"), "-f 1 SamplerBenchmark|TeamBenchmark"));
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0))
        .startsWith("128 1 thread: ")
        .contains("-p threads=1 ^dev\\.superlane\\.jmh\\.TeamBenchmark\\.gemm$")
        .doesNotContain("-t 1");
    assertThat(runs.get(1))
        .contains("-t 1 ^dev\\.superlane\\.jmh\\.SamplerBenchmark\\.sample$")
        .doesNotContain("threads=1");
  }

  @Test
  void kernelsAreChosenByLeavingTheOthersOut() throws Exception {
    assertThat(words(plan(axes(null, "vector,scalar", null), "GemmBenchmark")))
        .singleElement()
        .asString()
        .contains("-e \\.(scalarNoSuperWord)$");
    assertThat(words(plan(axes(null, "scalar-novec", null), "GemmBenchmark")))
        .singleElement()
        .asString()
        .contains("-e \\.(vector|scalar)$");
  }

  /** Its choice of scalar kernels alone has none of them; the others remain. */
  @Test
  void aPresetsChoiceWithoutTheKernelsAskedForIsLeftOut() throws Exception {
    Axes vector = axes(null, "vector,scalar", null);
    JmhArguments nothing = JmhArguments.parse(List.of());
    List<String> runs = words(BenchPlan.of(vector, BenchPreset.QUICK, nothing));
    assertThat(runs).hasSize(3).noneMatch(run -> run.contains("GemmBenchmark.scalarNoSuperWord"));
    assertThat(runs).anyMatch(run -> run.endsWith(" GemmBenchmark.vector"));
  }

  @Test
  void jdksTakeTurnsForwardsAndBackwards() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("again"), Jdk.running().home());
    String jdk = Jdk.running().home().toString();
    BenchPlan plan =
        plan(Axes.of(List.of(jdk, link.toString()), null, null, null), "-f 4 PeakBenchmark");
    assertThat(plan.runs().stream().map(BenchPlan.Run::jdk))
        .containsExactly(0, 1, 1, 0, 0, 1, 1, 0);
    assertThat(plan.runs()).allMatch(run -> run.arguments().value("f").orElseThrow().equals("1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -f 0 Peak         | -f is 0, allowed is 1 or more: java -jar target/benchmarks.jar -f 0 runs without forks
          -rff x.json Peak  | -rff is x.json, which bench sets itself: its folder, --out, holds JMH's JSON and log
          -f x Peak         | JMH cannot read its arguments: Cannot parse argument 'x' of option f
          (                 | JMH cannot read its arguments: PatternSyntaxException, Unclosed group near index 1
          """)
  void whatJmhCannotDoIsOneSentence(String words, String sentence) {
    assertThatThrownBy(() -> plan(axes(null, null, null), words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void noBenchmarkIsOneSentence() {
    assertThatThrownBy(() -> plan(axes(null, null, null), "Nowhere"))
        .hasMessageStartingWith("no benchmark matches ")
        .hasMessageEndingWith("Nowhere: bench -l lists those that there are");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1024 |        |       | --widths is 1024, allowed are 512, 256, 128, avx2, with commas between them
          ''   |        |       | --widths is '', allowed are
          128,128 |     |       | --widths is 128,128, which names one twice: allowed is each once
               | fast   |       | --kernels is fast, allowed are vector, scalar and scalar-novec, with commas between them
               |        | 0     | --threads is 0, allowed are 1 to
               |        | 2..1  | --threads is 2..1, allowed are 1 to
               |        | 99999 | --threads is 99999, allowed are 1 to
               |        | 1..   | --threads is 1.., allowed are 1 to
          """)
  void wrongAxesAreOneSentence(String widths, String kernels, String threads, String sentence) {
    assertThatThrownBy(() -> axes(widths, kernels, threads))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void threadsMayBeARange() {
    int cores = Runtime.getRuntime().availableProcessors();
    assertThat(axes(null, null, "1..all").threads()).startsWith(1).endsWith(cores).hasSize(cores);
  }

  @Test
  void aJdkMustBeNewEnoughAndHaveTheVectorApi() throws Exception {
    assertJdk("JAVA_VERSION=\"17.0.1\"\n", "which is version 17.0.1");
    assertJdk("", "whose release file names no version");
    assertJdk(
        "JAVA_VERSION=\"25.0.3\"\nMODULES=\"java.base\"\n",
        "which lacks the module jdk.incubator.vector");
    String nowhere = folder.resolve("nowhere").toString();
    assertThatThrownBy(() -> Jdk.at(nowhere))
        .hasMessage(
            "--jdk is "
                + nowhere
                + ", which has no bin/java: allowed is the folder of a JDK 25 or newer");
    assertThat(Jdk.at(Jdk.running().home().toString()).version())
        .isEqualTo(System.getProperty("java.version"));
  }

  private void assertJdk(String release, String reason) throws Exception {
    Path home = Files.createDirectories(folder.resolve("jdk"));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), release);
    assertThatThrownBy(() -> Jdk.at(home.toString())).hasMessageContaining(reason);
  }
}
