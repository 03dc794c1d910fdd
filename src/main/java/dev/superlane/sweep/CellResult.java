package dev.superlane.sweep;

import dev.superlane.train.RunRecord;
import dev.superlane.train.Trajectory;

/**
 * What became of a {@link Cell}.
 *
 * @param summary status, exponent and all else that run.json holds; status is finished, dead or
 *     diverged
 * @param trajectory the recorded rows, all finite; none if the start itself is not
 */
public record CellResult(RunRecord summary, Trajectory trajectory) {}
