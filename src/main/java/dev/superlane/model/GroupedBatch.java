package dev.superlane.model;

import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Spectrum;
import dev.superlane.data.Stream;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import java.util.Arrays;

/**
 * A batch's non-empty samples, those with the same first feature side by side (groups by first
 * appearance, samples in the order drawn), and the number of empty ones. A function of the batch
 * alone.
 *
 * <p>Samples of a group read the same row of P and open much the same gates, so that P's and W's
 * rows come from L1 where the order drawn would fetch them from L2 or L3. Empty samples all give
 * the same o = c, and nothing of them reaches S or W.
 */
final class GroupedBatch {
  /** The non-empty samples. */
  final SparseBatch batch;

  /** How many samples are empty. */
  int empty;

  private final Team team;

  /** A thread's rows of the batch as drawn; part 0 holds all of them in the end. */
  private final SparseBatch[] drawnParts;

  private final BatchSampler[] samplers;
  private final SparseBatch drawn;
  private Stream stream;
  private int step;
  private int firstRow;
  private int rows;
  private final Team.Region draw = this::draw;
  private final Team.Region copy = this::copy;

  /** What an empty sample counts as its first feature: N. */
  private final int none;

  /** A first feature's group, or -1 where it has none yet. */
  private final int[] groupOf;

  private final int[] firsts;
  private final int[] next;

  /** The group of each sample drawn. */
  private final int[] groups;

  /** The samples drawn in their new order, the empty ones last. */
  private final int[] order;

  GroupedBatch(Spectrum spectrum, long seed, int maxRows, Kernels kernels, Team team) {
    this.team = team;
    int parts = team.threads();
    drawnParts = new SparseBatch[parts];
    samplers = new BatchSampler[parts];
    for (int part = 0; part < parts; part++) {
      drawnParts[part] =
          SparseBatch.forSpectrum(spectrum, part == 0 ? maxRows : partRows(maxRows, parts));
      samplers[part] = new BatchSampler(spectrum, seed, kernels);
    }
    drawn = drawnParts[0];
    batch = SparseBatch.forSpectrum(spectrum, maxRows);
    none = spectrum.features();
    groupOf = new int[none + 1];
    Arrays.fill(groupOf, -1);
    int most = Math.min(maxRows, none + 1);
    firsts = new int[most];
    next = new int[most];
    groups = new int[maxRows];
    order = new int[maxRows];
  }

  /** Rows of any part but the first at most. */
  static int partRows(int rows, int parts) {
    return (rows + parts - 1) / parts;
  }

  void sample(Stream stream, int step, int firstRow, int rows) {
    this.stream = stream;
    this.step = step;
    this.firstRow = firstRow;
    this.rows = rows;
    team.run(draw);
    for (int part = 1; part < drawnParts.length; part++) {
      drawn.append(drawnParts[part]);
    }
    group();
  }

  private void draw(int part, int parts) {
    int from = Team.bound(rows, part, parts, 1);
    int to = Team.bound(rows, part + 1, parts, 1);
    samplers[part].sample(stream, step, firstRow + from, to - from, drawnParts[part]);
  }

  private void group() {
    int filled = starts(count());
    for (int r = 0; r < drawn.rows; r++) {
      order[next[groups[r]]++] = r;
    }
    batch.rows = filled;
    batch.ensureCapacity(drawn.nonZeros());
    for (int i = 0; i < filled; i++) {
      batch.rowOffsets[i + 1] = batch.rowOffsets[i] + length(order[i]);
    }
    team.run(copy);
  }

  /**
   * Numbers the groups and puts their sizes into {@code next}. A third of the samples are empty, by
   * chance: without a branch on that, which a core would guess wrongly, they are a group too.
   */
  private int count() {
    drawn.ensureCapacity(drawn.nonZeros() + 1);
    int numbered = 0;
    for (int r = 0; r < drawn.rows; r++) {
      int at = drawn.indices[drawn.rowOffsets[r]];
      int first = length(r) == 0 ? none : at;
      if (groupOf[first] < 0) {
        groupOf[first] = numbered;
        firsts[numbered] = first;
        next[numbered++] = 0;
      }
      groups[r] = groupOf[first];
      next[groups[r]]++;
    }
    return numbered;
  }

  /** Makes sizes starts, that of the empty samples the last; returns the number of the others. */
  private int starts(int numbered) {
    int start = 0;
    int emptyGroup = groupOf[none];
    empty = emptyGroup < 0 ? 0 : next[emptyGroup];
    for (int g = 0; g < numbered; g++) {
      groupOf[firsts[g]] = -1;
      if (g != emptyGroup) {
        int size = next[g];
        next[g] = start;
        start += size;
      }
    }
    if (emptyGroup >= 0) {
      next[emptyGroup] = start;
    }
    return start;
  }

  private void copy(int part, int parts) {
    int from = Team.bound(batch.rows, part, parts, 1);
    int to = Team.bound(batch.rows, part + 1, parts, 1);
    for (int i = from; i < to; i++) {
      int source = drawn.rowOffsets[order[i]];
      int at = batch.rowOffsets[i];
      int length = batch.rowOffsets[i + 1] - at;
      System.arraycopy(drawn.indices, source, batch.indices, at, length);
      System.arraycopy(drawn.values, source, batch.values, at, length);
    }
  }

  private int length(int row) {
    return drawn.rowOffsets[row + 1] - drawn.rowOffsets[row];
  }
}
