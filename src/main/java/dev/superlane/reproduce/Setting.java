package dev.superlane.reproduce;

import dev.superlane.theory.PowerLaw;
import dev.superlane.train.TrainConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training but for its seed.
 *
 * @param id its folder below that of all runs
 * @param options of {@code train}, by long name without dashes
 * @param seeds one training each
 */
public record Setting(String id, Map<String, String> options, List<Long> seeds) {
  /** One a seed, in their order. */
  public List<TrainConfig> configs() {
    List<TrainConfig> configs = new ArrayList<>();
    for (long seed : seeds) {
      Map<String, String> given = new LinkedHashMap<>(options);
      given.put("seed", Long.toString(seed));
      configs.add(TrainConfig.of(given));
    }
    return configs;
  }

  TrainConfig config() {
    return configs().getFirst();
  }

  /** a; NaN where the spectrum is no power law. */
  double dataExponent() {
    return config().dataExponent();
  }

  /** b. */
  double channelExponent() {
    return config().channelExponent();
  }

  /** γ = (a + 2b − 1)/a of the theory without superposition. */
  double gamma() {
    return PowerLaw.exponent(dataExponent(), channelExponent());
  }

  /** K/N. */
  double widthShare() {
    return (double) config().width() / config().features();
  }
}
