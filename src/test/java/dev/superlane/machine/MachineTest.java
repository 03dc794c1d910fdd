package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.kernel.Simd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MachineTest {
  @Test
  void factsAreOfTypesThatJsonKeeps() {
    Map<String, Object> facts = Machine.facts();
    assertThat(facts.values())
        .allSatisfy(value ->
            assertThat(value)
                .isInstanceOfAny(
                    String.class, Integer.class, Long.class, Double.class, Boolean.class));
    assertThat(facts.getOrDefault("use_fma", true)).isInstanceOf(Boolean.class);

    JsonMapper json = new JsonMapper();
    JsonNode read = json.readTree(json.writeValueAsString(facts));
    assertThat(read.propertyNames()).containsExactlyElementsOf(facts.keySet());
    assertThat(read.get("heap_max_bytes").asLong()).isEqualTo(Runtime.getRuntime().maxMemory());
  }

  @Test
  void factsNameTheJvmAndItsVectors() {
    assertThat(Machine.facts())
        .containsEntry("cores", Runtime.getRuntime().availableProcessors())
        .containsEntry("jdk", Runtime.version().toString())
        .containsEntry("vm", System.getProperty("java.vm.name"))
        .containsEntry("vector_lanes", Simd.LANES)
        .containsEntry("vector_bits", 32 * Simd.LANES)
        .containsEntry("vector_registers", Simd.REGISTERS)
        .containsEntry("tile", Simd.tile());
  }

  @Test
  void cachesHoldDataAndAreNamedByTheirLevel(@TempDir Path folder) throws IOException {
    cache(folder, "index0", "1", "Data", "48K");
    cache(folder, "index1", "1", "Instruction", "32K");
    cache(folder, "index2", "2", "Unified", "1024K");
    cache(folder, "index3", "3", "Unified", "32M");
    cache(folder, "index4", "4", "Unified", "unknown");
    assertThat(Machine.caches(folder))
        .containsExactly(
            Map.entry("l1d_bytes", 48L << 10),
            Map.entry("l2_bytes", 1L << 20),
            Map.entry("l3_bytes", 32L << 20));
    assertThat(Machine.caches(folder.resolve("absent"))).isEmpty();
  }

  private static void cache(Path folder, String index, String level, String type, String size)
      throws IOException {
    Path cache = Files.createDirectory(folder.resolve(index));
    Files.writeString(cache.resolve("level"), level + "\n");
    Files.writeString(cache.resolve("type"), type + "\n");
    Files.writeString(cache.resolve("size"), size + "\n");
  }
}
