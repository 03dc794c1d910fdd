package dev.superlane.train;

import dev.superlane.fit.LossCurve;
import dev.superlane.fit.LossExponent;
import dev.superlane.fit.Measurement;
import dev.superlane.fit.Measurement.NoPowerLaw;
import dev.superlane.model.Embedding;
import dev.superlane.theory.PowerLaw;
import dev.superlane.train.Trajectory.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * The exponent of a run's recorded losses. A bottleneck is measured from where it leaves the theory
 * without superposition; the identity student, which has none, where its power law holds.
 */
final class ExponentOfRun {
  private final TrainConfig config;
  private final double learningRate;
  private final SequentialTheory theory;
  private final List<Double> known = new ArrayList<>(); // theory at the recorded steps so far

  ExponentOfRun(TrainConfig config, double learningRate, SequentialTheory theory) {
    this.config = config;
    this.learningRate = learningRate;
    this.theory = theory;
  }

  /**
   * @param rows recorded so far; a call's rows begin with those of the call before
   */
  Measurement of(List<Row> rows) {
    List<Row> later = rows.stream().filter(row -> row.step() > 0).toList();
    LossCurve curve =
        new LossCurve(
            later.stream().mapToDouble(Row::step).toArray(),
            later.stream().mapToDouble(Row::loss).toArray());
    if (config.embedding() == Embedding.IDENTITY) {
      return withoutSuperposition(curve);
    }
    while (known.size() < later.size()) {
      known.add(theory.loss(later.get(known.size()).step()));
    }
    double[] sequential = known.stream().mapToDouble(Double::doubleValue).toArray();
    return LossExponent.afterLeaving(curve, sequential);
  }

  private Measurement withoutSuperposition(LossCurve curve) {
    double a = config.dataExponent();
    double b = config.channelExponent();
    if (config.spectrumChoice().kind() != SpectrumChoice.Kind.POWER) {
      return new NoPowerLaw("without superposition a %s spectrum has none".formatted(kind()));
    }
    if (!(PowerLaw.exponent(a, b) > 0)) {
      return new NoPowerLaw("without superposition there is one for a + 2b above 1 only");
    }
    PowerLaw law = new PowerLaw(a, b, config.features(), config.density(), learningRate);
    if (law.clipped()) {
      return new NoPowerLaw("without superposition there is none where features are clipped");
    }
    return LossExponent.within(curve, law.asymptoticFrom(), law.asymptoticTo());
  }

  private String kind() {
    return OptionValues.lower(config.spectrumChoice().kind());
  }
}
