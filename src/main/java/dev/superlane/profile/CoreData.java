package dev.superlane.profile;

import dev.superlane.machine.PeakFma;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One core's arrays, and its passes over them, each checked. The arrays lie in one large {@code
 * float[]}, which the collectors put at the start of a page or region, so that {@link #START} makes
 * them begin at a cache line.
 */
final class CoreData {
  /**
   * A stream loop.
   *
   * @param arrays that share the working set
   * @param bytes that it moves for each float of one of them
   */
  record Loop(
      String name, int arrays, int bytes, Consumer<CoreData> pass, Consumer<CoreData> check) {}

  static final List<Loop> LOOPS =
      List.of(
          new Loop("load", 1, 4, CoreData::load, CoreData::load),
          new Loop("store", 1, 4, CoreData::store, CoreData::checkStore),
          new Loop("copy", 2, 8, CoreData::copy, CoreData::checkCopy),
          new Loop("triad", 3, 12, CoreData::triad, CoreData::checkTriad),
          new Loop("update", 1, 8, CoreData::update, CoreData::checkUpdate));

  private static final int LINE = 16;

  /** The header is 16 bytes. */
  private static final int START = 12;

  /** Lines between two arrays: their stores and loads do not share the lower 12 bits. */
  private static final int APART = 17 * LINE;

  private static final int ROOM = START + 3 * APART;

  /** A one in eight floats: sums stay integers below 2²⁴. */
  private static final int ONE_IN = 8;

  private static final float FACTOR = 2;

  private final float[] floats;
  private final float[] accumulators = new float[PeakFma.accumulators()];
  private int[] indices = {};
  private int n;
  private int second;
  private int third;
  private float expected;

  /**
   * @param bytes the largest working set
   */
  CoreData(long bytes) {
    floats = new float[Math.toIntExact(bytes / Float.BYTES + ROOM)];
  }

  /** Lays out equal arrays that take {@code bytes} together; returns the floats of each. */
  int layOut(long bytes, int arrays) {
    n = (int) (bytes / Float.BYTES / arrays / StreamLoops.GRAIN * StreamLoops.GRAIN);
    second = START + n + APART;
    third = second + n + APART;
    fill(n * arrays + ROOM);
    expected = scalarSum();
    return n;
  }

  private void fill(int count) {
    for (int i = 0; i < Math.min(count, floats.length); i++) {
      floats[i] = i % ONE_IN == 0 ? 1 : 0;
    }
  }

  private float scalarSum() {
    int ones = 0;
    for (int i = START; i < START + n; i++) {
      ones += floats[i] == 1 ? 1 : 0;
    }
    return ones;
  }

  /** One index a cache line of a table of {@code bytes}, lines in random order. */
  int layOutTable(long bytes) {
    int lines = (int) (bytes / Float.BYTES / LINE / IndexedLoops.GRAIN * IndexedLoops.GRAIN);
    SplittableRandom random = new SplittableRandom(1);
    indices = PointerChase.shuffled(lines, random);
    fill(lines * LINE + ROOM);
    int ones = 0;
    for (int i = 0; i < lines; i++) {
      indices[i] = indices[i] * LINE + random.nextInt(LINE);
      ones += floats[START + indices[i]] == 1 ? 1 : 0;
    }
    expected = ones;
    return lines;
  }

  void fma() {
    PeakFma.pass(accumulators);
  }

  void load() {
    requireSum(StreamLoops.load(floats, START, n));
  }

  void store() {
    StreamLoops.store(floats, START, n, FACTOR);
  }

  void copy() {
    StreamLoops.copy(floats, START, second, n);
  }

  void triad() {
    StreamLoops.triad(floats, START, second, third, n, FACTOR);
  }

  void update() {
    // Zeros stay zeros, however often.
    StreamLoops.update(floats, START, n, 0);
  }

  void gather() {
    requireSum(IndexedLoops.gather(floats, START, indices, indices.length));
  }

  void scatter() {
    IndexedLoops.scatter(floats, START, indices, indices.length, FACTOR);
  }

  private void requireSum(float sum) {
    if (sum != expected) {
      throw new IllegalStateException("a sum is " + sum + ", exact is " + expected);
    }
  }

  void checkStore() {
    for (int i = START; i < START + n; i++) {
      require(floats[i] == FACTOR, "a store left something else");
    }
  }

  void checkCopy() {
    for (int i = 0; i < n; i++) {
      require(floats[second + i] == floats[START + i], "a copy differs");
    }
  }

  void checkTriad() {
    for (int i = 0; i < n; i++) {
      float exact = floats[START + i] + FACTOR * floats[second + i];
      require(floats[third + i] == exact, "a triad is not exact");
    }
  }

  void checkUpdate() {
    for (int i = START; i < START + n; i++) {
      require(floats[i] == 0, "an update left something else");
    }
  }

  void checkScatter() {
    for (int index : indices) {
      require(floats[START + index] == FACTOR, "a scatter left something else");
    }
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(otherwise);
    }
  }
}
