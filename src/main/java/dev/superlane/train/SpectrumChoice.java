package dev.superlane.train;

import dev.superlane.data.CountsFile;
import dev.superlane.data.Spectrum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What {@code --spectrum} asks for.
 *
 * @param text {@code power}, {@code exponential:TAU}, {@code linear}, or a file's absolute path
 * @param tau of the exponential spectrum, otherwise 0
 */
public record SpectrumChoice(Kind kind, String text, double tau) {
  private static final String ALLOWED =
      "power, exponential:TAU with a finite TAU above 0, linear, or a readable file of counts";
  private static final String EXPONENTIAL = "exponential:";

  /** Which law. */
  public enum Kind {
    POWER,
    EXPONENTIAL,
    LINEAR,
    FILE
  }

  static SpectrumChoice of(OptionValues options) {
    String typed = options.text("spectrum", "power");
    String lower = typed.toLowerCase(Locale.ROOT);
    if (lower.equals("power")) {
      return new SpectrumChoice(Kind.POWER, lower, 0);
    }
    if (lower.equals("linear")) {
      return new SpectrumChoice(Kind.LINEAR, lower, 0);
    }
    if (lower.startsWith(EXPONENTIAL)) {
      double tau = OptionValues.decimal(lower.substring(EXPONENTIAL.length()));
      if (!(tau > 0 && tau <= Double.MAX_VALUE)) {
        throw options.refusal("spectrum", ALLOWED);
      }
      return new SpectrumChoice(Kind.EXPONENTIAL, EXPONENTIAL + tau, tau);
    }
    if (typed.isBlank()) {
      throw options.refusal("spectrum", ALLOWED);
    }
    Path file = options.path("spectrum").toAbsolutePath().normalize();
    requireReadable(file, options);
    return new SpectrumChoice(Kind.FILE, file.toString(), 0);
  }

  private static void requireReadable(Path file, OptionValues options) {
    if (Files.isDirectory(file)) {
      throw options.refusal("spectrum", "which is a folder", ALLOWED);
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw options.refusal("spectrum", "which is no ordinary file", ALLOWED);
    }
    try {
      Files.newInputStream(file).close();
    } catch (IOException e) {
      String reason = "which cannot be read (%s)".formatted(Reason.of(e));
      throw options.refusal("spectrum", reason, ALLOWED);
    }
  }

  /**
   * @throws IllegalArgumentException if the file of counts is not what it must be
   */
  Spectrum spectrum(int features, double dataExponent, double density) {
    return switch (kind) {
      case POWER -> Spectrum.power(features, dataExponent, density);
      case EXPONENTIAL -> Spectrum.exponential(features, tau, density);
      case LINEAR -> Spectrum.linear(features, density);
      case FILE -> Spectrum.counts(counts(features), density);
    };
  }

  private double[] counts(int features) {
    try {
      return CountsFile.read(Path.of(text), features);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--spectrum is %s, which cannot be read: %s".formatted(text, Reason.of(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--spectrum is " + e.getMessage(), e);
    }
  }
}
