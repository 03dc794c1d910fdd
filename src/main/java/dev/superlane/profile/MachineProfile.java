package dev.superlane.profile;

import dev.superlane.file.ResultFile;
import dev.superlane.machine.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * What machine.json holds: the measured limits of a machine under one JVM.
 *
 * @param identity CPU, JDK and VM flags: where they are others, the figures do not hold
 * @param machine all facts, see {@link Machine#facts}
 * @param surroundings what else the machine did meanwhile, see {@link
 *     dev.superlane.machine.Disturbance}
 * @param measured when, UTC
 * @param cacheRule how levels are read off {@code latencies}
 * @param widths from the narrowest vectors to the widest
 * @param independent the same limits from C, null where there is no compiler
 * @param withoutIndependent why that is null, else null
 * @param roofline kernels and steps under the roof of the widest vectors
 */
public record MachineProfile(
    Map<String, String> identity,
    Map<String, Object> machine,
    Map<String, Object> surroundings,
    String measured,
    String cacheRule,
    List<CacheLevel> caches,
    List<Latency> latencies,
    List<WorkingSet> workingSets,
    List<WidthProfile> widths,
    Independent independent,
    String withoutIndependent,
    List<RooflinePoint> roofline) {

  /** Its name in every folder. */
  public static final String FILE = "machine.json";

  private static final List<String> IDENTITY =
      List.of(
          "cpu",
          "cores",
          "cgroup_cpus",
          "jdk",
          "vm",
          "vm_info",
          "use_avx",
          "max_vector_size",
          "use_fma");

  /** Rates at the widest vectors, those that kernels use. */
  public WidthProfile widest() {
    return widths.stream().max(Comparator.comparingInt(WidthProfile::vectorBits)).orElseThrow();
  }

  /**
   * The profile saved in {@code file} if it is of this CPU, JDK and VM flags; empty if it is not,
   * or there is none: {@code profile} measures it anew.
   */
  public static Optional<MachineProfile> saved(Path file) {
    try {
      return Optional.of(parse(Files.readString(file)))
          .filter(profile -> identityHere().equals(profile.identity));
    } catch (IOException | JacksonException unusable) {
      return Optional.empty();
    }
  }

  /**
   * Of any machine.
   *
   * @throws JacksonException if the text is not what machine.json holds
   */
  public static MachineProfile parse(String text) {
    return ProfileJson.read(text, MachineProfile.class);
  }

  String text() {
    return ProfileJson.text(this);
  }

  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ResultFile.replace(file, text());
  }

  static Map<String, String> identityHere() {
    Map<String, Object> facts = Machine.facts();
    Map<String, String> identity = new TreeMap<>();
    for (String name : IDENTITY) {
      if (facts.containsKey(name)) {
        identity.put(name, facts.get(name).toString());
      }
    }
    identity.put("vm_flags", flags(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    return identity;
  }

  /** The -X options, but heap sizes and logs, which change no kernel. */
  static String flags(List<String> arguments) {
    return arguments.stream()
        .filter(argument -> argument.startsWith("-X"))
        .filter(argument -> !argument.matches("-Xm[nsx].*|-Xlog.*"))
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
