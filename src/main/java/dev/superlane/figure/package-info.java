/**
 * Figures for a paper, each drawn once onto a {@link dev.superlane.figure.Canvas} and so the same
 * as SVG and as PNG: {@link dev.superlane.figure.Panels} of curves, and {@link
 * dev.superlane.figure.Heatmaps}. Knows nothing of the model.
 */
package dev.superlane.figure;
