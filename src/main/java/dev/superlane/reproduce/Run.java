package dev.superlane.reproduce;

import dev.superlane.fit.LossCurve;
import java.util.Optional;

/**
 * What is needed of one training.
 *
 * @param folder its run folder, below that of the reproduction
 * @param learningRate η in use
 * @param curve its losses after step 0
 * @param failure why it is no curve to measure: it diverged, or every gate was shut
 */
public record Run(String folder, double learningRate, LossCurve curve, Optional<String> failure) {}
