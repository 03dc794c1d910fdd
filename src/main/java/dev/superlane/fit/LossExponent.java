package dev.superlane.fit;

import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.fit.Measurement.NoPowerLaw;
import java.util.Locale;

/** The exponent of a loss curve, by the rule of this package. */
public final class LossExponent {
  private LossExponent() {}

  /** Over the last decade before the loss comes to its floor, or before the curve ends. */
  public static Measurement of(LossCurve curve) {
    LossCurve rest = curve.between(Rule.FIRST_STEP, Double.POSITIVE_INFINITY);
    double last = curve.size() == 0 ? 0 : curve.lastStep();
    int latest = rest.size() - 1; // index of the last begin with a decade of losses after it
    while (latest >= 0 && last < Rule.DECADE * rest.steps()[latest]) {
      latest--;
    }
    if (latest < 0) {
      return tooShort(Rule.FIRST_STEP, Math.max(Rule.FIRST_STEP, last));
    }
    if (!rest.positive()) {
      return notPositive();
    }
    boolean fell = false;
    for (int i = latest; i >= 0; i--) {
      double from = rest.steps()[i];
      LossCurve tail = rest.between(from, last);
      if (tail.size() < Rule.LEAST_POINTS || tail.losses()[0] < Rule.FALL * tail.lastLoss()) {
        continue;
      }
      fell = true;
      FlooredLaw law = floored(tail);
      double to = Math.min(end(law), last);
      if (to >= Rule.DECADE * from) {
        return inWindow(tail, from, to, law.floor());
      }
    }
    return fell
        ? new NoPowerLaw("the loss comes to its floor in less than a decade")
        : inWindow(rest, rest.steps()[0], last, 0);
  }

  /** Of a student without superposition, between the steps where its theory is a power law. */
  public static Measurement within(LossCurve curve, double from, double to) {
    return curve.size() == 0
        ? tooShort(from, from)
        : inWindow(curve, from, Math.min(to, curve.lastStep()), 0);
  }

  /** The law of all losses of a curve, without a floor where they steepen towards the end. */
  private static FlooredLaw floored(LossCurve curve) {
    FlooredLaw law = FlooredLaw.floored(curve);
    boolean steepens = law.floor() < Rule.LOWEST_FLOOR * curve.lastLoss();
    return steepens || !(law.amplitude() > 0) ? FlooredLaw.pure(curve) : law;
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
