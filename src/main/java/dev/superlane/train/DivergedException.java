package dev.superlane.train;

/** A parameter or the loss is no longer a finite number. */
public final class DivergedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int step;
  private final double suggestedRate;

  /**
   * @param what left the finite numbers
   * @param step steps done when that was detected
   */
  public DivergedException(String what, int step, LearningRate rate) {
    super(
        "diverged: at step %d %s no longer finite; with --lr %s %s"
            .formatted(step, what, rate.value(), advice(rate)));
    this.step = step;
    this.suggestedRate = rate.suggested();
  }

  private static String advice(LearningRate rate) {
    if (!rate.limited()) {
      return "there is no stability limit to go by: try a smaller --lr or --init-scale";
    }
    String limit = "the linear stability limit is %s, ".formatted(rate.limit());
    return rate.suggested() < rate.value()
        ? limit + "try --lr " + rate.suggested()
        : limit + "which is no help here: try a smaller --lr or --init-scale";
  }

  /** Steps done when it was detected. */
  public int step() {
    return step;
  }

  /** The learning rate that the linear stability limit suggests. */
  public double suggestedRate() {
    return suggestedRate;
  }
}
