package dev.superlane.profile;

import dev.superlane.kernel.Simd;
import dev.superlane.kernel.Team;
import dev.superlane.machine.PeakFma;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/** Measures all rates at this JVM's vector width; {@link #main} is the child of a profile. */
final class WidthMeasurement {
  private static final long WARM_UP_NS = 60_000_000;
  private static final long MEASURING_NS = 100_000_000;

  /** A pass takes milliseconds, and what other machines on the host do shows more. */
  private static final long MEMORY_NS = 300_000_000;

  private static final long FMA_NS = 400_000_000;

  private final List<WorkingSet> sets;
  private final int cores;
  private final CoreData[] data;
  private final List<Rate> rates = new ArrayList<>();

  private WidthMeasurement(List<WorkingSet> sets, int cores) {
    this.sets = sets;
    this.cores = cores;
    data = new CoreData[cores];
    for (int core = 0; core < cores; core++) {
      // The first also runs alone.
      long most = sets.stream().mapToLong(s -> s.bytesEach(1)).max().orElseThrow();
      long share = sets.stream().mapToLong(s -> s.bytesEach(cores)).max().orElseThrow();
      data[core] = new CoreData(core == 0 ? most : share);
    }
  }

  /** Arguments: the working sets as JSON. Prints a {@link WidthProfile} as JSON. */
  static void main(String[] args) {
    List<WorkingSet> sets = List.of(ProfileJson.read(args[0], WorkingSet[].class));
    System.out.println(ProfileJson.line(measure(sets)));
  }

  static WidthProfile measure(List<WorkingSet> sets) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new WidthMeasurement(sets, cores).all();
  }

  private WidthProfile all() {
    try (Team one = new Team(1);
        Team all = new Team(cores)) {
      fma(one, all);
      for (WorkingSet set : sets) {
        for (CoreData.Loop loop : CoreData.LOOPS) {
          stream(one, all, set, loop);
        }
      }
      for (WorkingSet set : sets) {
        indexed(one, all, set, "gather", CoreData::gather, CoreData::gather);
        indexed(one, all, set, "scatter", CoreData::scatter, CoreData::checkScatter);
      }
    }
    return new WidthProfile(Simd.LANES * Float.SIZE, rates);
  }

  private void fma(Team one, Team all) {
    double flops = PeakFma.flopsOfPass();
    double single = flops / time(one, FMA_NS, CoreData::fma);
    double together = cores * flops / time(all, FMA_NS, CoreData::fma);
    rates.add(new Rate(Rate.FMA, Rate.REGISTERS, 0, "GFLOP/s", single, together));
  }

  private void stream(Team one, Team all, WorkingSet set, CoreData.Loop loop) {
    ToDoubleBiFunction<CoreData, Long> layOut =
        (core, bytes) -> (double) core.layOut(bytes, loop.arrays()) * loop.bytes();
    double single = rate(one, set, layOut, loop.pass(), loop.check());
    double together = rate(all, set, layOut, loop.pass(), loop.check());
    rates.add(new Rate(loop.name(), set.level(), set.bytes(), "GB/s", single, together));
  }

  private void indexed(
      Team one,
      Team all,
      WorkingSet set,
      String loop,
      Consumer<CoreData> pass,
      Consumer<CoreData> check) {
    ToDoubleBiFunction<CoreData, Long> layOut = CoreData::layOutTable;
    double single = rate(one, set, layOut, pass, check);
    double together = rate(all, set, layOut, pass, check);
    rates.add(new Rate(loop, set.level(), set.bytes(), "G/s", single, together));
  }

  /**
   * @param layOut makes a core's arrays of so many bytes; returns the work of a pass
   * @return work a nanosecond
   */
  private double rate(
      Team team,
      WorkingSet set,
      ToDoubleBiFunction<CoreData, Long> layOut,
      Consumer<CoreData> pass,
      Consumer<CoreData> check) {
    double work = 0;
    for (int core = 0; core < team.threads(); core++) {
      work += layOut.applyAsDouble(data[core], set.bytesEach(team.threads()));
    }
    boolean memory = set.level().equals(WorkingSet.MEMORY);
    double ns = time(team, memory ? MEMORY_NS : MEASURING_NS, pass);
    Stream.of(data).limit(team.threads()).forEach(check);
    return work / ns;
  }

  private double time(Team team, long measuringNs, Consumer<CoreData> pass) {
    return ShortestTime.ofPass(
        team, WARM_UP_NS, measuringNs, (part, parts) -> pass.accept(data[part]));
  }
}
