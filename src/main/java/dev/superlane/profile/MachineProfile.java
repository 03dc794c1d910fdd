package dev.superlane.profile;

import dev.superlane.file.ResultFile;
import dev.superlane.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * What machine.json holds: the measured limits of a machine under one JVM.
 *
 * @param identity CPU, JDK and what of the VM changes compiled vectors: where they are others, the
 *     figures do not hold
 * @param machine all facts, see {@link Machine#facts}
 * @param surroundings what else the machine did meanwhile, see {@link
 *     dev.superlane.machine.Disturbance}
 * @param measured when, UTC
 * @param cacheRule how levels are read off {@code latencies}
 * @param bandwidths over working sets of growing size, at the widest vectors
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
    List<Bandwidth> bandwidths,
    List<WidthProfile> widths,
    Independent independent,
    String withoutIndependent,
    List<RooflinePoint> roofline) {

  /** Its name in every folder. */
  public static final String FILE = "machine.json";

  /** Where {@code profile} leaves it for others to find, seen from the working directory. */
  public static final Path SHARED = Path.of("reports", "local", FILE);

  /** Not heap, collector and compiler switches: the loops work in registers and one array. */
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
          "use_fma",
          "transparent_huge_pages",
          "use_large_pages",
          "use_transparent_huge_pages");

  /** Rates at the widest vectors, those that kernels use. */
  public WidthProfile widest() {
    return widths.stream().max(Comparator.comparingInt(WidthProfile::vectorBits)).orElseThrow();
  }

  /** The roof of the widest vectors. */
  public Roof roof(int cores) {
    return Roof.of(widest().fma(), bandwidths, cores);
  }

  /** The shared profile if it is of this machine; empty if it is not, or there is none. */
  public static Optional<MachineProfile> shared() {
    try {
      return Optional.of(read(SHARED));
    } catch (IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  /**
   * The profile saved in {@code file}.
   *
   * @throws IllegalArgumentException half a sentence that begins with the file, if there is no
   *     profile or it is of another machine or JVM
   */
  public static MachineProfile read(Path file) {
    MachineProfile profile;
    try {
      profile = parse(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ", which cannot be read", e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ", which is no machine.json", e);
    }
    if (profile.identity == null || profile.bandwidths == null) {
      throw new IllegalArgumentException(file + ", which is no machine.json of this version");
    }
    profile
        .difference()
        .ifPresent(difference -> {
          throw new IllegalArgumentException(
              file + ", which is of another machine or JVM: " + difference);
        });
    return profile;
  }

  private Optional<String> difference() {
    Map<String, String> here = identityHere();
    return Stream.concat(here.keySet().stream(), identity.keySet().stream())
        .filter(name -> !Objects.equals(here.get(name), identity.get(name)))
        .findFirst()
        .map(name ->
            "%s is %s there and %s here"
                .formatted(
                    name,
                    identity.getOrDefault(name, "not known"),
                    here.getOrDefault(name, "not known")));
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
    // Whether classes come from an archive changes no loop.
    identity.computeIfPresent("vm_info", (name, info) -> info.replace(", sharing", ""));
    return identity;
  }
}
