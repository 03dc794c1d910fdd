package dev.superlane.fit;

import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.fit.Measurement.NoPowerLaw;
import java.util.Locale;
import java.util.OptionalDouble;

/** The exponent of a loss curve, by the rule of this package. */
public final class LossExponent {
  private LossExponent() {}

  /**
   * Of a student with superposition.
   *
   * @param sequential the theory without superposition, same data and learning rate, one a loss
   */
  public static Measurement afterLeaving(LossCurve curve, double[] sequential) {
    OptionalDouble leaves = departure(curve, sequential);
    int last = curve.size() - 1;
    if (last >= 0 && !(sequential[last] <= sequential[0])) {
      return new NoPowerLaw("the theory without superposition diverges at this learning rate");
    }
    return leaves.isEmpty()
        ? new NoPowerLaw(
            text(
                "the loss does not leave the theory without superposition by a factor of %s",
                Rule.LEAVES))
        : toTheFloor(curve, leaves.getAsDouble());
  }

  /** Of a curve that follows no theory, from its first loss on. */
  public static Measurement of(LossCurve curve) {
    return toTheFloor(curve, 0);
  }

  /** Of a student without superposition, between the steps where its theory is a power law. */
  public static Measurement within(LossCurve curve, double from, double to) {
    return curve.size() == 0
        ? tooShort(from, from)
        : inWindow(curve, from, Math.min(to, curve.lastStep()), 0);
  }

  /**
   * The first recorded step from which on the loss differs from the theory by a factor of more than
   * 1.5, to one side, for a decade of steps or to the last one; empty if it never does.
   *
   * @param sequential one a loss; 0 where the theory is below the smallest double
   */
  public static OptionalDouble departure(LossCurve curve, double[] sequential) {
    if (sequential.length != curve.size()) {
      throw new IllegalArgumentException(
          "%d theory losses for %d losses, allowed is one a loss"
              .formatted(sequential.length, curve.size()));
    }
    int first = 0; // of those on one side
    int side = 0;
    for (int i = 0; i < curve.size(); i++) {
      double ratio = curve.losses()[i] / sequential[i];
      int now = ratio > Rule.LEAVES ? 1 : ratio < 1 / Rule.LEAVES ? -1 : 0;
      if (now != side) {
        first = i;
        side = now;
      }
      if (side != 0 && curve.steps()[i] >= Rule.FOR_GOOD * curve.steps()[first]) {
        break;
      }
    }
    return side == 0 ? OptionalDouble.empty() : OptionalDouble.of(curve.steps()[first]);
  }

  private static Measurement toTheFloor(LossCurve curve, double departure) {
    double from = Math.max(departure, Rule.FIRST_STEP);
    LossCurve rest = curve.between(from, Double.POSITIVE_INFINITY);
    if (rest.size() < Rule.LEAST_POINTS) {
      return tooShort(from, Math.max(from, curve.size() == 0 ? 0 : curve.lastStep()));
    }
    if (!rest.positive()) {
      return notPositive();
    }
    double first = rest.steps()[0];
    if (rest.losses()[0] < Rule.FALL_FOR_FLOOR * rest.lastLoss()) {
      return inWindow(rest, first, rest.lastStep(), 0);
    }
    FlooredLaw law = FlooredLaw.floored(rest);
    boolean steepens = law.floor() < Rule.LOWEST_FLOOR * rest.lastLoss();
    if (steepens || !(law.amplitude() > 0)) {
      return inWindow(rest, first, rest.lastStep(), 0);
    }
    return inWindow(rest, first, Math.min(end(law), rest.lastStep()), law.floor());
  }

  /** Where the law is 3 times its floor. */
  private static double end(FlooredLaw law) {
    double excess = (Rule.ABOVE_FLOOR - 1) * law.floor();
    return excess > 0
        ? StrictMath.pow(law.amplitude() / excess, 1 / law.exponent())
        : Double.POSITIVE_INFINITY;
  }

  private static Measurement inWindow(LossCurve curve, double from, double to, double floor) {
    if (!(to >= Rule.DECADE * from)) {
      return tooShort(from, to);
    }
    LossCurve window = curve.between(from, to);
    if (window.size() < Rule.LEAST_POINTS) {
      return new NoPowerLaw(
          "%d losses in the window, it takes %d".formatted(window.size(), Rule.LEAST_POINTS));
    }
    if (!window.positive()) {
      return notPositive();
    }
    for (double loss : window.losses()) {
      if (loss <= floor) {
        return new NoPowerLaw("the losses scatter below their own floor");
      }
    }
    LogLine line = FlooredLaw.line(window, floor);
    double exponent = -line.slope();
    double length = StrictMath.log(to / from);
    double fall = exponent * length;
    if (!(fall >= StrictMath.log(Rule.LEAST_FALL))) {
      return new NoPowerLaw(
          text("the loss hardly falls, by a factor of %.3g", StrictMath.exp(fall)));
    }
    double change = -line.bend() * length;
    if (Math.abs(change) > Rule.MOST_BEND * exponent) {
      return new NoPowerLaw(
          text(
              "the local exponent goes from %.3g to %.3g over steps %.0f to %.0f",
              exponent - change / 2, exponent + change / 2, from, to));
    }
    if (fall < Rule.FALL_OVER_SCATTER * line.scatter()) {
      return new NoPowerLaw(
          text("the loss scatters by %.3g about its line", StrictMath.exp(line.scatter())));
    }
    FlooredLaw law = new FlooredLaw(floor, StrictMath.exp(line.intercept()), exponent);
    return new Exponent(law, from, to);
  }

  private static NoPowerLaw tooShort(double from, double to) {
    return new NoPowerLaw(
        to > from
            ? text("the window is under a decade, steps %.0f to %.0f", from, to)
            : "the window is empty");
  }

  private static NoPowerLaw notPositive() {
    return new NoPowerLaw("a loss in the window is not above 0");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
