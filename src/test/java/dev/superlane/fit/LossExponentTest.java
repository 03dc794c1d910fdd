package dev.superlane.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.fit.Measurement.NoPowerLaw;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LossExponentTest {
  private static final double RECORDED = 27; // the first recorded step of 25 or more

  private static LossCurve exact(double lastStep, DoubleUnaryOperator curve) {
    return new Synthetic(lastStep, 0, 0, 1).next(curve);
  }

  private static Exponent exponent(Measurement measurement) {
    assertThat(measurement).isInstanceOf(Exponent.class);
    return (Exponent) measurement;
  }

  private static String refusal(Measurement measurement) {
    assertThat(measurement).isInstanceOf(NoPowerLaw.class);
    return ((NoPowerLaw) measurement).reason();
  }

  private static DoubleUnaryOperator power(double at, double exponent) {
    return t -> Math.pow(t / at, -exponent);
  }

  @ParameterizedTest
  @CsvSource({"0.09", "0.33", "0.5", "1", "1.3", "1.9"})
  void pureLawsAreExact(double alpha) {
    Exponent exponent = exponent(LossExponent.of(exact(1e4, power(7, alpha))));
    assertThat(exponent.law().exponent()).isCloseTo(alpha, within(1e-6));
    assertThat(exponent.law().at(100)).isCloseTo(Math.pow(100 / 7.0, -alpha), within(1e-6));
    // The loss is 5 times the last one at the begin, or the window a decade.
    double fivefold = 1e4 * Math.pow(5, -1 / alpha);
    assertThat(exponent.from())
        .isEqualTo(alpha < 0.27 ? RECORDED : recordedBefore(Math.min(1000, fivefold)));
    assertThat(exponent.to()).isEqualTo(1e4);
  }

  private static double recordedBefore(double t) {
    return Math.round(Math.pow(10, Math.floor(16 * Math.log10(t) + 1e-9) / 16));
  }

  /** 3 L_∞ is where c t^−α is 2 L_∞. */
  @ParameterizedTest
  @CsvSource({"0.5", "1", "1.3"})
  void aFloorIsTakenOffAndEndsTheWindow(double alpha) {
    Exponent exponent =
        exponent(LossExponent.of(exact(1e5, t -> 0.3 * (Math.pow(t / 1500, -alpha) + 0.5))));
    assertThat(exponent.law().exponent()).isCloseTo(alpha, within(1e-5));
    assertThat(exponent.law().floor()).isCloseTo(0.15, within(1e-5));
    assertThat(exponent.from()).isEqualTo(recordedBefore(150)).isEqualTo(133);
    assertThat(exponent.to()).isCloseTo(1500, within(0.1));
  }

  /** What came before the last decade is not in it, whichever way the curve bends there. */
  @ParameterizedTest
  @CsvSource({"0.33", "1.5"})
  void anEarlierLawIsLeftOut(double early) {
    Exponent exponent =
        exponent(LossExponent.of(exact(1e4, t -> t < 500 ? Math.pow(t / 500, -early) : 500 / t)));
    assertThat(exponent.from()).isEqualTo(1000);
    assertThat(exponent.to()).isEqualTo(1e4);
    assertThat(exponent.law().exponent()).isCloseTo(1, within(1e-6));
  }

  /** 3 L_∞ is at 100, before a decade of steps from 25 on. */
  @Test
  void aFloorReachedTooSoonIsNoPowerLaw() {
    assertThat(refusal(LossExponent.of(exact(1e5, t -> 100 / t + 0.5))))
        .isEqualTo("the loss comes to its floor in less than a decade");
  }

  /** A window given by its theory has no floor: γ = 0.5 is found in a curve that ends in one. */
  @Test
  void withinAWindowThereIsNoFloor() {
    LossCurve curve = exact(1e5, t -> Math.pow(t, -0.5) + 1e-9);
    Exponent exponent = exponent(LossExponent.within(curve, 10, 900));
    assertThat(exponent.law().exponent()).isCloseTo(0.5, within(1e-6));
    assertThat(exponent.law().floor()).isZero();
    assertThat(exponent.from()).isEqualTo(10);
    assertThat(exponent.to()).isEqualTo(900);
    assertThat(refusal(LossExponent.within(curve, 100, 900)))
        .isEqualTo("the window is under a decade, steps 100 to 900");
    assertThat(refusal(LossExponent.within(curve, 100, 20))).isEqualTo("the window is empty");
    assertThat(refusal(LossExponent.within(curve, 5e4, 1e7)))
        .isEqualTo("the window is under a decade, steps 50000 to 100000");
  }

  /**
   * ln L a parabola over ln t, whose local exponent changes by {@code change} from step 27 to the
   * last: the exponent found is one of its local exponents.
   */
  @ParameterizedTest
  @CsvSource({
    "600, 1, 0.2",
    "600, 1, -0.2",
    "600, 1, 0.1",
    "600, 1, -0.1",
    "600, 0.33, 0.06",
    "1e4, 1, 0.2",
    "1e4, 1, -0.2",
    "1e4, 1, 0.3",
    "1e4, 1, -0.3",
    "1e4, 0.33, 0.06",
    "1e4, 0.33, -0.06"
  })
  void aMildBendMovesTheExponentTowardsTheWindowsBegin(double last, double mean, double change) {
    double length = Math.log(last / RECORDED);
    LossCurve curve =
        exact(
            last,
            t -> {
              double x = Math.log(t / RECORDED) - length / 2;
              return Math.exp(-mean * x - change / length * x * x / 2);
            });
    double found = exponent(LossExponent.of(curve)).law().exponent();
    assertThat((found - mean) / change).isBetween(-0.5, 0.5);
  }

  /**
   * Over the last decade the local exponent goes from 1.06 to 1.25, or from 0.4 to 3.7, in a
   * parabola from -0.1 to 2.8.
   */
  @Test
  void aStrongBendDownwardsIsTheLastDecadesAndAStrongerOneRefused() {
    double length = Math.log(1e4 / RECORDED);
    LossCurve half = exact(1e4, t -> parabola(t, length, 0.5));
    assertThat(exponent(LossExponent.of(half)).law().exponent()).isBetween(1.06, 1.25);
    assertThat(refusal(LossExponent.of(exact(1e4, t -> Math.exp(-t / 2700)))))
        .matches("the local exponent goes from -0\\.1.* to 2\\.8.* over steps 1000 to 10000");
  }

  private static double parabola(double t, double length, double change) {
    double x = Math.log(t / RECORDED) - length / 2;
    return Math.exp(-x - change / length * x * x / 2);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(exact(240, power(1, 1)), "the window is under a decade, steps 25 to 237"),
        Arguments.of(exact(30, power(1, 1)), "the window is under a decade, steps 25 to 27"),
        Arguments.of(exact(20, power(1, 1)), "the window is empty"),
        Arguments.of(exact(1e4, t -> 0.3), "the loss hardly falls, by a factor of 1.00"),
        Arguments.of(exact(1e4, power(1, -0.1)), "the loss hardly falls, by a factor of 0.554"),
        Arguments.of(
            exact(1e4, power(1, 1).andThen(y -> y - 1e-3)), "a loss in the window is not above 0"),
        Arguments.of(
            new LossCurve(new double[] {25, 100, 300}, new double[] {9, 5, 2}),
            "3 losses in the window, it takes 8"),
        Arguments.of(new LossCurve(new double[0], new double[0]), "the window is empty"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void noPowerLawIsSaidWithItsReason(LossCurve curve, String reason) {
    assertThat(refusal(LossExponent.of(curve))).isEqualTo(reason);
  }

  @Test
  void refusesWhatIsNoCurve() {
    assertThatThrownBy(() -> new LossCurve(new double[2], new double[3]))
        .hasMessage("3 losses for 2 steps, allowed is one a step");
    assertThatThrownBy(() -> new LossCurve(new double[] {1, 1}, new double[2]))
        .hasMessage("step 1.0 at 1, allowed are steps above 0 that ascend");
  }
}
