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
  private final Team.Region region = this::part;

  /** A first feature's group, -1 for none. */
  private final int[] groupOf;

  private final int[] firsts;
  private final int[] next;
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
    groupOf = new int[spectrum.features()];
    Arrays.fill(groupOf, -1);
    int most = Math.min(maxRows, spectrum.features());
    firsts = new int[most];
    next = new int[most];
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
    team.run(region);
    for (int part = 1; part < drawnParts.length; part++) {
      drawn.append(drawnParts[part]);
    }
    group();
  }

  private void part(int part, int parts) {
    int from = Team.bound(rows, part, parts, 1);
    int to = Team.bound(rows, part + 1, parts, 1);
    samplers[part].sample(stream, step, firstRow + from, to - from, drawnParts[part]);
  }

  private void group() {
    int groups = countGroups();
    int start = 0;
    for (int g = 0; g < groups; g++) {
      int size = next[g];
      next[g] = start;
      start += size;
    }
    for (int r = 0; r < drawn.rows; r++) {
      if (!isEmpty(r)) {
        order[next[groupOf[first(r)]]++] = r;
      }
    }
    for (int g = 0; g < groups; g++) {
      groupOf[firsts[g]] = -1;
    }
    copyInOrder(start);
  }

  /** Numbers the groups, puts their sizes into {@code next} and counts the empty samples. */
  private int countGroups() {
    int groups = 0;
    empty = 0;
    for (int r = 0; r < drawn.rows; r++) {
      if (isEmpty(r)) {
        empty++;
        continue;
      }
      int first = first(r);
      if (groupOf[first] < 0) {
        groupOf[first] = groups;
        firsts[groups] = first;
        next[groups++] = 0;
      }
      next[groupOf[first]]++;
    }
    return groups;
  }

  private void copyInOrder(int rows) {
    batch.ensureCapacity(drawn.nonZeros());
    int at = 0;
    for (int i = 0; i < rows; i++) {
      int from = drawn.rowOffsets[order[i]];
      int length = drawn.rowOffsets[order[i] + 1] - from;
      System.arraycopy(drawn.indices, from, batch.indices, at, length);
      System.arraycopy(drawn.values, from, batch.values, at, length);
      at += length;
      batch.rowOffsets[i + 1] = at;
    }
    batch.rows = rows;
  }

  private boolean isEmpty(int row) {
    return drawn.rowOffsets[row] == drawn.rowOffsets[row + 1];
  }

  private int first(int row) {
    return drawn.indices[drawn.rowOffsets[row]];
  }
}
