package dev.superlane.cli;

import dev.superlane.profile.CacheLevel;
import dev.superlane.profile.MachineProfile;
import dev.superlane.profile.Rate;
import dev.superlane.profile.RooflinePoint;
import dev.superlane.profile.WidthProfile;
import java.util.Locale;
import java.util.Map;

/** A profile as aligned tables. */
final class ProfileText {
  private final MachineProfile profile;
  private final StringBuilder out = new StringBuilder();

  private ProfileText(MachineProfile profile) {
    this.profile = profile;
  }

  static String of(MachineProfile profile) {
    return new ProfileText(profile).text();
  }

  private String text() {
    Map<String, String> identity = profile.identity();
    add(
        "%s, %s cores, JDK %s%n",
        identity.getOrDefault("cpu", "unknown CPU"), identity.get("cores"), identity.get("jdk"));
    caches();
    rates();
    independent();
    roofline();
    return out.toString();
  }

  private void caches() {
    add("%n%-8s %12s %12s%n", "cache", "measured", "system says");
    for (CacheLevel cache : profile.caches()) {
      add(
          "%-8s %12s %12s%n",
          cache.level(),
          kib(cache.measuredBytes()),
          cache.systemBytes() == null ? "nothing" : kib(cache.systemBytes()));
    }
  }

  /** A row a loop and level, a pair of columns a width: one core, all cores. */
  private void rates() {
    add("%n%-8s %-9s %-8s", "loop", "from", "unit");
    for (WidthProfile width : profile.widths()) {
      add(" %17s", width.vectorBits() + " bits");
    }
    add("%n%-27s", "");
    for (int i = 0; i < profile.widths().size(); i++) {
      add(" %8s %8s", "1 core", "all");
    }
    add("%n");
    for (Rate row : profile.widest().rates()) {
      add("%-8s %-9s %-8s", row.loop(), row.level(), row.unit());
      for (WidthProfile width : profile.widths()) {
        Rate rate = width.of(row.loop(), row.level());
        add(" %s %s", figure(rate.oneCore()), figure(rate.allCores()));
      }
      add("%n");
    }
    add(
        "GB/s: bytes as the loop names them; a line that a store has to read first is not"
            + " counted.%n");
  }

  private void independent() {
    if (profile.independent() == null) {
      add("%n%s.%n", sentence(profile.withoutIndependent()));
      return;
    }
    add("%n%-8s %-9s %-8s %8s %8s %9s%n", "1 core", "from", "unit", "Java", "C", "Java to C");
    for (Rate c : profile.independent().rates()) {
      double java = profile.widest().of(c.loop(), c.level()).oneCore();
      add(
          "%-8s %-9s %-8s %s %s %9.2f%n",
          c.loop(), c.level(), c.unit(), figure(java), figure(c.oneCore()), java / c.oneCore());
    }
    add("C: %s; %s%n", profile.independent().compiler(), profile.independent().command());
  }

  private void roofline() {
    add(
        "%n%-42s %5s %10s %10s %8s %8s %6s%n",
        "kernel or step", "cores", "data", "flops/byte", "GFLOP/s", "roof", "share");
    for (RooflinePoint point : profile.roofline()) {
      add(
          "%-42s %5d %10s %10.2f %s %s %4.0f %%%s%n",
          point.name(),
          point.cores(),
          kib((long) point.workingSet()),
          point.intensity(),
          figure(point.gflops()),
          figure(point.roof()),
          100 * point.shareOfRoof(),
          point.aboveRoof() == null ? "" : " (!)");
    }
    add(
        "A kernel runs on each core, a step is split. Sparse steps: the least work for the"
            + " batch.%n"
            + "Roof: the fma peak, or the bandwidth of the best loop over as much data.%n");
    for (RooflinePoint point : profile.roofline()) {
      if (point.aboveRoof() != null) {
        add("(!) %s, %d cores: %s.%n", point.name(), point.cores(), point.aboveRoof());
      }
    }
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%8.2f" : "%8.1f", value);
  }

  private static String kib(long bytes) {
    return (bytes >> 10) + " KiB";
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private void add(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments));
  }
}
