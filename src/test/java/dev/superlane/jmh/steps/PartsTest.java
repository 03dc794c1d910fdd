package dev.superlane.jmh.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.jmh.StepBenchmark;
import dev.superlane.model.Embedding;
import dev.superlane.profile.LeastWork;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
  @TempDir Path folder;

  @Test
  void everyMethodOfTheMappingIsOneOfTheModel() throws ClassNotFoundException {
    for (String place : Part.OF.keySet()) {
      String[] names = place.split("\\.");
      Class<?> type = Class.forName("dev.superlane.model." + names[0]);
      assertThat(names.length == 1 || hasMethod(type, names[1])).as(place).isTrue();
    }
  }

  private static boolean hasMethod(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredMethods()).map(Method::getName).anyMatch(name::equals);
  }

  @Test
  void theSharedClassesAreTheModels() {
    assertThat(Part.SHARED)
        .allSatisfy(name -> assertThat(Class.forName("dev.superlane.model." + name)).isNotNull());
  }

  @Test
  void theInnermostMethodDecidesBeforeItsClassAndSharedClassesDoNot() {
    assertThat(Part.of("OpenGates.part < GatedOutput.backward < SparseStep.advance"))
        .isEqualTo(Part.GATING);
    assertThat(Part.of("TransposedRows.append < EmbeddingUpdate.update < SparseStep.advance"))
        .isEqualTo(Part.UPDATES);
    assertThat(Part.of("SparseRows.from < OpenGates.addColumnSums")).isEqualTo(Part.UPDATES);
    assertThat(Part.of("Basis.build < BatchForward.run")).isEqualTo(Part.SAMPLING);
  }

  @Test
  void whatHasNoPartIsOther() {
    assertThat(Part.of("Basis2.build < BatchForward.run")).isEqualTo(Part.OTHER);
    assertThat(Part.of("TransposedRows.append")).isEqualTo(Part.OTHER);
    assertThat(Part.of("java.util.Arrays.equals")).isEqualTo(Part.OTHER);
    assertThat(Part.of("no stack")).isEqualTo(Part.OTHER);
  }

  @Test
  void partsShareTheMeasuredTimeAndNoSampleIsDropped() throws IOException {
    Path json = folder.resolve("parts.json");
    Files.writeString(
        json,
        """
        {"embedding": "FROZEN", "nkb": "10x3x8", "milliseconds_a_step": 9.5,
         "samples": {"BatchForward.run": 50, "BatchForward.basisRows < BatchForward.run": 10, "Basis.build": 20,
                     "elsewhere": 20}}
        """);
    Parts parts = Parts.read(json);
    LeastWork work = new LeastWork(StepBenchmark.problem("10x3x8", Embedding.FROZEN).shape(), 4, 7);

    // 524 flops, 312 of them products, at 1e-6 GFLOP/s: 0.524 and 0.312 seconds.
    List<String> lines = parts.table(1000, work, 1e-6).text().lines().toList();

    assertThat(lines).hasSize(1 + Part.values().length + 1);
    assertThat(lines.get(1)).matches("sampling and grouping +20 +20.0 % +200.000");
    assertThat(lines.get(2)).matches("products H, V, P +60 +60.0 % +600.000 +312.000 +1.92");
    assertThat(lines.get(6)).matches("other +20 +20.0 % +200.000");
    assertThat(lines.get(7)).matches("step +100 +100.0 % +1000.000 +524.000 +1.91");
  }
}
