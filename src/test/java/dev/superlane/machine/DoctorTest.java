package dev.superlane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.machine.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final long GIB = 1L << 30;

  private static void expect(Finding finding, Level level, String... parts) {
    assertThat(finding.level()).as(finding.text()).isEqualTo(level);
    assertThat(List.of(parts)).allMatch(finding.text()::contains, finding.text());
  }

  @Test
  void onlyTheCompilerVectorsAndFmaCanBeBad() {
    expect(Doctor.compiler(Optional.of("no C2")), Level.BAD, "no C2");
    expect(Doctor.compiler(Optional.empty()), Level.OK, "C2");
    expect(Doctor.fma(Optional.of("true"), true), Level.OK, "hardware");
    expect(Doctor.fma(Optional.of("false"), true), Level.BAD, "-XX:-UseFMA");
    expect(Doctor.fma(Optional.of("false"), false), Level.BAD, "another machine");
    expect(Doctor.fma(Optional.empty(), false), Level.OK);
  }

  @Test
  void vectorsAreBadWhereTheyWereMeasured() {
    expect(Doctor.vectors(FastVectors.inRegisters(8)), Level.OK, "8.0 times");
    expect(Doctor.vectors(FastVectors.inRegisters(1)), Level.BAD, "too little");
    FastVectors boxed = new FastVectors(false, "objects", 24, Double.NaN);
    expect(Doctor.vectors(boxed), Level.BAD, "objects");
    FastVectors unmeasured = new FastVectors(false, "-Xint", Double.NaN, Double.NaN);
    expect(Doctor.vectors(unmeasured), Level.WARN, "not measured: -Xint");
  }

  @Test
  void stealAndOthersWarnWhereResultsAreMarkedAsDisturbed() {
    expect(Doctor.steal(0.01), Level.OK, "1.0 %");
    expect(Doctor.steal(0.011), Level.WARN, "1.1 %", "side by side");
    expect(Doctor.steal(null), Level.OK, "not readable here");
    expect(Doctor.others(0.1, 2.25), Level.OK, "10 % of a core, 2.3 tasks runnable");
    expect(Doctor.others(0.11, null), Level.WARN, "11 % of a core: end them");
    expect(Doctor.others(null, 1.0), Level.OK, "not readable here");
  }

  /** What another system than Linux leaves out of the facts. */
  @Test
  void whatIsNotReadableIsSaidInItsLine() {
    assertThat(Surroundings.hardware(Map.of()))
        .hasSize(4)
        .allMatch(finding -> finding.text().startsWith("not readable here"));
    expect(Surroundings.pinning(Optional.empty(), Optional.empty()), Level.OK, "not readable");
    expect(
        Surroundings.clock(Optional.empty(), Optional.empty()),
        Level.WARN,
        "governor not readable here, frequency not readable here");
  }

  @Test
  void theHardwareIsNamed() {
    List<Finding> findings =
        Surroundings.hardware(
            Map.of("commit", "abc", "cpu", "AMD", "l1d_bytes", 32768L, "page_bytes", 4096L));
    assertThat(findings.stream().map(Finding::text))
        .containsExactly(
            "commit abc",
            "AMD",
            "L1d 32 KiB",
            "4096 bytes, transparent huge pages: not readable, the heap does not ask for them"
                + " (-XX:+UseTransparentHugePages does)");
    Map<String, Object> huge = Map.of("page_bytes", 4096L, "use_transparent_huge_pages", true);
    expect(Surroundings.pages(huge), Level.OK, "the heap asks for huge ones");
  }

  @Test
  void optionsAndPinningAreNamed() {
    expect(Doctor.options(List.of("-ea", "-Xmx1g", "-XX:UseAVX=2")), Level.OK, "-Xmx1g -XX:UseAVX");
    expect(Doctor.options(List.of("-ea")), Level.OK, "no -X option");
    Optional<String> all = Optional.of("0-3");
    expect(Surroundings.pinning(all, all), Level.OK, "not pinned, cores 0-3");
    expect(Surroundings.pinning(Optional.of("1,3"), all), Level.OK, "pinned to cores 1,3 of 0-3");
  }

  @Test
  void coresWarnWhenOneOrLimited() {
    expect(Surroundings.cores(4, OptionalDouble.empty()), Level.OK, "4 cores");
    expect(Surroundings.cores(4, OptionalDouble.of(4)), Level.OK, "limit 4.0");
    expect(Surroundings.cores(4, OptionalDouble.of(2.5)), Level.WARN, "limit 2.5");
    expect(Surroundings.cores(1, OptionalDouble.empty()), Level.WARN, "1 core:");
  }

  @Test
  void theClockIsKnownUnderTheGovernorPerformanceOnly() {
    Optional<Double> megahertz = Optional.of(3500.0);
    expect(
        Surroundings.clock(Optional.of("performance"), megahertz),
        Level.OK,
        "governor performance, core 0 at 3500 MHz");
    expect(Surroundings.clock(Optional.of("powersave"), megahertz), Level.WARN, "cpupower");
    expect(Surroundings.clock(Optional.empty(), megahertz), Level.WARN, "3500 MHz: compare only");
  }

  @Test
  void loadMemoryAndHeapWarnAtTheirLimits() {
    expect(Surroundings.load(0.4), Level.OK, "0.4");
    expect(Surroundings.load(0.5), Level.WARN, "wait");
    expect(Surroundings.load(-1), Level.OK, "not readable here");
    OptionalLong eight = OptionalLong.of(8 * GIB);
    expect(Surroundings.memory(eight, eight), Level.OK, "8.0 GiB, 8.0 GiB available");
    expect(Surroundings.memory(eight, OptionalLong.of(GIB - 1)), Level.WARN, "swap");
    // A container of half a GiB on a large machine.
    expect(Surroundings.memory(OptionalLong.of(GIB / 2), eight), Level.WARN, "0.5 GiB available");
    expect(Surroundings.memory(eight, OptionalLong.empty()), Level.OK, "8.0 GiB");
    expect(Surroundings.heap(GIB), Level.OK, "1.0 GiB");
    expect(Surroundings.heap(GIB - 1), Level.WARN, "-Xmx");
  }

  @Test
  void countersNeedTheKernelAndItsPermission() {
    expect(Surroundings.counters(Optional.of("2"), true), Level.OK, "is 2");
    expect(Surroundings.counters(Optional.of("-1"), true), Level.OK);
    expect(Surroundings.counters(Optional.of("4"), true), Level.WARN, "sysctl");
    expect(Surroundings.counters(Optional.of("1"), false), Level.WARN, "not readable here");
    expect(Surroundings.counters(Optional.empty(), true), Level.WARN, "not readable here");
  }

  @Test
  void hsdisIsFoundUnderItsName(@TempDir Path folder) throws IOException {
    List<Path> folders = List.of(folder.resolve("absent"), folder);
    Files.createFile(folder.resolve("libjvm.so"));
    expect(Surroundings.assembly(folders), Level.WARN, "no hsdis");
    Files.createFile(folder.resolve("hsdis-amd64.so"));
    expect(Surroundings.assembly(folders), Level.OK, "hsdis-amd64.so");
  }

  @Test
  void diskIsReadWhereTheResultsGo(@TempDir Path folder) {
    assertThat(Surroundings.disk(folder).text()).contains("GiB free");
    expect(Surroundings.disk(folder.resolve("absent")), Level.WARN, "not readable");
  }
}
