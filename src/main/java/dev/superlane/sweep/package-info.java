/**
 * Many trainings: a {@link dev.superlane.sweep.Grid} of options, each combination of which is a
 * {@link dev.superlane.sweep.Cell}, run side by side by a {@link dev.superlane.sweep.SweepRun} into
 * a {@link dev.superlane.sweep.SweepFolder} and told in {@link dev.superlane.sweep.SweepTables}.
 */
package dev.superlane.sweep;
