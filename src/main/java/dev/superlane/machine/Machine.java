package dev.superlane.machine;

import com.sun.management.OperatingSystemMXBean;
import dev.superlane.kernel.Simd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What this CPU and this JVM are, as results print it. */
public final class Machine {
  private Machine() {}

  /**
   * Strings, numbers and truth values by name, in a fixed order; sizes in bytes, cache sizes those
   * of core 0. What this system does not tell is left out.
   */
  public static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    cpuModel().ifPresent(model -> facts.put("cpu", model));
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    Cgroup.cpus(Path.of("/")).ifPresent(cpus -> facts.put("cgroup_cpus", cpus));
    SystemSettings.put(facts, Path.of("/"));
    memory().ifPresent(bytes -> facts.put("memory_bytes", bytes));
    facts.putAll(caches(Path.of("/sys/devices/system/cpu/cpu0/cache")));
    facts.put("os", property("os.name") + " " + property("os.version"));
    facts.put("arch", property("os.arch"));
    facts.put("jdk", Runtime.version().toString());
    facts.put("vm", property("java.vm.name"));
    facts.put("vm_info", property("java.vm.info"));
    putFlag(facts, "use_avx", "UseAVX");
    putFlag(facts, "max_vector_size", "MaxVectorSize");
    putFlag(facts, "use_fma", "UseFMA");
    facts.putAll(vectors());
    facts.put("heap_max_bytes", Runtime.getRuntime().maxMemory());
    facts.put("collector", collector());
    putFlag(facts, "use_large_pages", "UseLargePages");
    putFlag(facts, "use_transparent_huge_pages", "UseTransparentHugePages");
    facts.put(
        "jvm_options", String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    facts.put("command", property("sun.java.command"));
    Source.commit().ifPresent(commit -> facts.put("commit", commit));
    Source.jar().ifPresent(jar -> facts.put("jar", jar));
    return facts;
  }

  private static String collector() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(bean -> bean.getName())
        .collect(Collectors.joining(", "));
  }

  /** The CPU's name as its maker writes it. */
  static Optional<String> cpuModel() {
    return SystemFiles.read(Path.of("/proc/cpuinfo"))
        .flatMap(SystemFiles::cpuModel)
        .or(() -> property("os.name").startsWith("Mac") ? macCpuModel() : Optional.empty());
  }

  private static Optional<String> macCpuModel() {
    try {
      Process sysctl = new ProcessBuilder("sysctl", "-n", "machdep.cpu.brand_string").start();
      String name = new String(sysctl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(name.strip()).filter(text -> !text.isEmpty());
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** Memory of the machine, or of the container where that is less. */
  static OptionalLong memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean
        ? OptionalLong.of(bean.getTotalMemorySize())
        : OptionalLong.empty();
  }

  /**
   * Data and unified caches as {@code l1d_bytes}, {@code l2_bytes} …; instructions' are left out.
   */
  static Map<String, Object> caches(Path folder) {
    Map<String, Object> caches = new LinkedHashMap<>();
    for (Path index : SystemFiles.list(folder, "index*")) {
      String level = SystemFiles.read(index.resolve("level")).orElse("");
      String type = SystemFiles.read(index.resolve("type")).orElse("");
      String name = "l" + level + (type.equals("Data") ? "d" : "") + "_bytes";
      if (!level.isEmpty() && !type.equals("Instruction")) {
        SystemFiles.read(index.resolve("size"))
            .map(SystemFiles::size)
            .orElse(OptionalLong.empty())
            .ifPresent(bytes -> caches.put(name, bytes));
      }
    }
    return caches;
  }

  private static Map<String, Object> vectors() {
    Map<String, Object> vectors = new LinkedHashMap<>();
    // Without the module or without vectors there is nothing to say.
    if (!FastVectors.moduleIsMissing() && FastVectors.refusal().isEmpty()) {
      vectors.put("vector_bits", Simd.LANES * Float.SIZE);
      vectors.put("vector_lanes", Simd.LANES);
      vectors.put("vector_registers", Simd.REGISTERS);
      vectors.put("tile", Simd.tile());
    }
    return vectors;
  }

  private static void putFlag(Map<String, Object> facts, String name, String flag) {
    VmFlags.value(flag).ifPresent(value -> facts.put(name, typed(value)));
  }

  private static Object typed(String value) {
    if (value.matches("\\d{1,9}")) {
      return Integer.parseInt(value);
    }
    return value.matches("true|false") ? Boolean.valueOf(value) : value;
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }
}
