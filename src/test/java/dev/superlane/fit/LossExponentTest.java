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
    assertThat(exponent.from()).isEqualTo(RECORDED);
    assertThat(exponent.to()).isEqualTo(1e4);
  }

  /** 3 L_∞ is where c t^−α is 2 L_∞. */
  @ParameterizedTest
  @CsvSource({"0.5", "1", "1.3"})
  void aFloorIsTakenOffAndEndsTheWindow(double alpha) {
    Exponent exponent =
        exponent(LossExponent.of(exact(1e5, t -> 0.3 * (Math.pow(t / 1500, -alpha) + 0.5))));
    assertThat(exponent.law().exponent()).isCloseTo(alpha, within(1e-5));
    assertThat(exponent.law().floor()).isCloseTo(0.15, within(1e-5));
    assertThat(exponent.from()).isEqualTo(RECORDED);
    assertThat(exponent.to()).isCloseTo(1500, within(0.1));
  }

  /** From t = 100 on, the ratio is (t/100)^−0.67: 1.5 at 183. */
  @Test
  void theWindowBeginsWhereTheLossLeavesTheTheory() {
    DoubleUnaryOperator theory = power(100, 0.33);
    LossCurve curve = exact(1e4, t -> Math.min(theory.applyAsDouble(t), Math.pow(t / 100, -1)));
    double[] sequential = new Synthetic(1e4, 0, 0, 1).at(theory);
    Exponent exponent = exponent(LossExponent.afterLeaving(curve, sequential));
    assertThat(exponent.from()).isEqualTo(Math.round(Math.pow(10, 37 / 16.0))).isEqualTo(205);
    assertThat(exponent.law().exponent()).isCloseTo(1, within(1e-6));
    assertThat(LossExponent.departure(curve, sequential)).hasValue(205);
  }

  @Test
  void aLossMayLeaveUpwards() {
    DoubleUnaryOperator theory = power(50, 1.5);
    LossCurve curve = exact(1e4, t -> Math.max(theory.applyAsDouble(t), Math.pow(t / 50, -1)));
    double[] sequential = new Synthetic(1e4, 0, 0, 1).at(theory);
    Exponent exponent = exponent(LossExponent.afterLeaving(curve, sequential));
    assertThat(exponent.from()).isEqualTo(115);
    assertThat(exponent.law().exponent()).isCloseTo(1, within(1e-6));
  }

  /** The theory of finite N falls through the floor: the loss has left all the same. */
  @Test
  void leavingForADecadeIsForGood() {
    double[] steps = {1, 2, 10, 30, 100, 300, 1000};
    double[] theory = {1, 1, 1, 1, 1, 1, 1};
    LossCurve back = new LossCurve(steps, new double[] {1, 0.5, 0.5, 0.5, 0.1, 1, 2});
    assertThat(LossExponent.departure(back, theory)).hasValue(2);
    LossCurve tooSoon = new LossCurve(steps, new double[] {1, 0.5, 0.5, 1, 1, 0.5, 0.5});
    assertThat(LossExponent.departure(tooSoon, theory)).hasValue(300);
    LossCurve otherSide = new LossCurve(steps, new double[] {1, 0.5, 0.5, 2, 2, 2, 2});
    assertThat(LossExponent.departure(otherSide, theory)).hasValue(30);
    LossCurve never = new LossCurve(steps, new double[] {1, 0.7, 1.4, 1, 1, 2, 1});
    assertThat(LossExponent.departure(never, theory)).isEmpty();
    double[] fallen = {1, 0.1, 0, 0, 0, 0, 0};
    assertThat(LossExponent.departure(back, fallen)).hasValue(2);
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
   * ln L a parabola over ln t, whose local exponent changes by {@code change} over the window: the
   * exponent found lies between the mean and that at the window's begin.
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
    double begin = mean - change / 2;
    assertThat(found)
        .isBetween(Math.min(mean, begin) - 0.005 * mean, Math.max(mean, begin) + 0.005 * mean);
  }

  /** Steeper by half a decade's end than a floor below 0 is allowed to explain: the mean. */
  @Test
  void aStrongBendDownwardsIsTheMeanAndAStrongerOneRefused() {
    double length = Math.log(1e4 / RECORDED);
    LossCurve half = exact(1e4, t -> parabola(t, length, 0.5));
    assertThat(exponent(LossExponent.of(half)).law().exponent()).isCloseTo(1, within(0.01));
    assertThat(refusal(LossExponent.of(exact(1e4, t -> parabola(t, length, 1.2)))))
        .matches("the local exponent goes from 0\\.4.* to 1\\.6.* over steps 27 to 10000");
  }

  private static double parabola(double t, double length, double change) {
    double x = Math.log(t / RECORDED) - length / 2;
    return Math.exp(-x - change / length * x * x / 2);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(exact(240, power(1, 1)), "the window is under a decade, steps 27 to 237"),
        Arguments.of(exact(30, power(1, 1)), "the window is under a decade, steps 25 to 27"),
        Arguments.of(exact(20, power(1, 1)), "the window is empty"),
        Arguments.of(exact(1e4, t -> 0.3), "the loss hardly falls, by a factor of 1.00"),
        Arguments.of(exact(1e4, power(1, -0.1)), "the loss hardly falls, by a factor of 0.554"),
        Arguments.of(
            exact(1e4, power(1, 1).andThen(y -> y - 1e-3)), "a loss in the window is not above 0"),
        Arguments.of(
            new LossCurve(new double[] {25, 100, 300}, new double[] {9, 5, 2}),
            "the window is under a decade, steps 25 to 300"),
        Arguments.of(new LossCurve(new double[0], new double[0]), "the window is empty"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void noPowerLawIsSaidWithItsReason(LossCurve curve, String reason) {
    assertThat(refusal(LossExponent.of(curve))).isEqualTo(reason);
  }

  @Test
  void aTheoryMayRefuseToo() {
    LossCurve curve = exact(1e4, power(1, 0.4));
    double[] same = new Synthetic(1e4, 0, 0, 1).at(power(1, 0.4));
    assertThat(refusal(LossExponent.afterLeaving(curve, same)))
        .isEqualTo("the loss does not leave the theory without superposition by a factor of 1.5");
    double[] rising = new Synthetic(1e4, 0, 0, 1).at(power(1, -3));
    assertThat(refusal(LossExponent.afterLeaving(curve, rising)))
        .isEqualTo("the theory without superposition diverges at this learning rate");
  }

  @Test
  void refusesWhatIsNoCurve() {
    assertThatThrownBy(() -> new LossCurve(new double[2], new double[3]))
        .hasMessage("3 losses for 2 steps, allowed is one a step");
    assertThatThrownBy(() -> new LossCurve(new double[] {1, 1}, new double[2]))
        .hasMessage("step 1.0 at 1, allowed are steps above 0 that ascend");
    LossCurve curve = exact(100, power(1, 1));
    assertThatThrownBy(() -> LossExponent.departure(curve, new double[1]))
        .hasMessage(
            "1 theory losses for 30 losses, allowed is one a loss"
                .replace("30", "" + curve.size()));
  }
}
