package dev.superlane.jmh;

import dev.superlane.profile.BandwidthCurve;
import dev.superlane.profile.MachineProfile;
import dev.superlane.profile.Roof;
import dev.superlane.profile.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * {@code -prof dev.superlane.jmh.RooflineProfiler[:machine=FILE]}: GFLOP/s, GB/s, flops a byte and
 * the per cent of this machine's roof there, as secondary results of each iteration. The only
 * source of those figures.
 *
 * <p>With {@code :rates} instead it leaves out the per cent, which take a second of each fork.
 *
 * <p>The roof is that of FILE, a machine.json of this machine and JVM; else of reports/local, if
 * {@code superlane profile} left one that is; else the fork measures the fma peak and the bandwidth
 * over as much data as the benchmark has, in a second. It prints which.
 */
public final class RooflineProfiler implements InternalProfiler {
  private static final String OPTION = "machine=";
  private static final String RATES = "rates";

  private final Path machine;
  private final boolean ratesOnly;
  private Work work;
  private Roof roof;
  private boolean known = true;

  public RooflineProfiler() {
    machine = null;
    ratesOnly = false;
  }

  /**
   * @param options as behind the name's colon
   */
  public RooflineProfiler(String options) throws ProfilerException {
    ratesOnly = options.equals(RATES);
    machine = ratesOnly ? null : machine(options);
  }

  private static Path machine(String options) throws ProfilerException {
    if (options.isEmpty()) {
      return null;
    }
    if (!options.startsWith(OPTION) || options.length() == OPTION.length()) {
      throw new ProfilerException(
          "the roofline profiler's option is '" + options + "', allowed is machine=FILE or rates");
    }
    Path file = Path.of(options.substring(OPTION.length()));
    if (!Files.isReadable(file)) {
      throw new ProfilerException("machine is " + file + ", which cannot be read");
    }
    return file;
  }

  @Override
  public String getDescription() {
    return "GFLOP/s, GB/s, intensity and per cent of the roof; machine=FILE names a machine.json, rates leaves the roof out";
  }

  /** The first call finds out what the operation is and what the machine can. */
  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (work != null || !known) {
      return;
    }
    Optional<Work> one = BenchmarkWork.of(benchmark.getBenchmark(), benchmark::getParam);
    known = one.isPresent();
    if (!known) {
      say("nobody has told the work of " + benchmark.getBenchmark() + ", so it gets no figures");
      return;
    }
    work = one.get();
    if (ratesOnly) {
      return;
    }
    int cores = cores(benchmark);
    double bytes = work.workingSet() * benchmark.getThreads() / cores;
    Optional<MachineProfile> profile = profile();
    roof = profile.isPresent() ? profile.get().roof(cores) : BandwidthCurve.here(cores, bytes);
    say(
        String.format(
            Locale.ROOT,
            "%s: fma peak %.1f GFLOP/s, %.1f GB/s over %.0f KiB a core",
            profile.isEmpty()
                ? "measured by this fork"
                : (machine == null ? MachineProfile.SHARED : machine)
                    + ", measured "
                    + profile.get().measured(),
            roof.peak(),
            roof.bandwidth(bytes),
            bytes / 1024));
  }

  private Optional<MachineProfile> profile() {
    if (machine == null) {
      return MachineProfile.shared();
    }
    try {
      return Optional.of(MachineProfile.read(machine));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("machine is " + e.getMessage(), e);
    }
  }

  /** JMH's threads, or those of the team that each of them has. */
  private static int cores(BenchmarkParams benchmark) {
    String team = benchmark.getParam("threads");
    int threads = benchmark.getThreads() * (team == null ? 1 : Integer.parseInt(team));
    return Math.min(threads, Runtime.getRuntime().availableProcessors());
  }

  /** JMH has just written the iteration's number without ending its line. */
  private static void say(String sentence) {
    System.out.println();
    System.out.println("# Roofline: " + sentence);
  }

  @Override
  public List<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return known
        ? figures(work, roof, perNanosecond(benchmark, result.getPrimaryResult().getScore()))
        : List.of();
  }

  /** Operations of all threads a nanosecond. */
  private static double perNanosecond(BenchmarkParams benchmark, double score) {
    double unit = benchmark.getTimeUnit().toNanos(1);
    return benchmark.getMode() == Mode.Throughput
        ? score / unit
        : benchmark.getThreads() / (score * unit);
  }

  /**
   * @param work of one operation
   * @param roof null for rates only
   * @param perNanosecond operations
   */
  static List<ScalarResult> figures(Work work, Roof roof, double perNanosecond) {
    List<ScalarResult> figures = new ArrayList<>();
    figures.add(figure("gflops", work.flops() * perNanosecond, "GFLOP/s"));
    if (work.bytes() > 0) {
      figures.add(figure("gbytes", work.bytes() * perNanosecond, "GB/s"));
      figures.add(figure("intensity", work.flops() / work.bytes(), "flops/byte"));
    }
    if (roof != null) {
      figures.add(figure("percentOfRoof", 100 * roof.share(work, 1 / perNanosecond), "%"));
    }
    return figures;
  }

  private static ScalarResult figure(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }
}
