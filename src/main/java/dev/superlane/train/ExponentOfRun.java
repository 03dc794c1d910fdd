package dev.superlane.train;

import dev.superlane.fit.LossCurve;
import dev.superlane.fit.LossExponent;
import dev.superlane.fit.Measurement;
import dev.superlane.fit.Measurement.NoPowerLaw;
import dev.superlane.model.Embedding;
import dev.superlane.model.Optimizer;
import dev.superlane.theory.PowerLaw;

/**
 * The exponent of a run's recorded losses. A bottleneck is measured before its floor; the identity
 * student, which has none, where the power law of SGD holds.
 */
final class ExponentOfRun {
  private final TrainConfig config;
  private final double learningRate;

  ExponentOfRun(TrainConfig config, double learningRate) {
    this.config = config;
    this.learningRate = learningRate;
  }

  Measurement of(LossCurve curve) {
    boolean theory =
        config.embedding() == Embedding.IDENTITY && config.optimizer() == Optimizer.SGD;
    return theory ? withoutSuperposition(curve) : LossExponent.of(curve);
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
