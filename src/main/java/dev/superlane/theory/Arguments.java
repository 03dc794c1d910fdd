package dev.superlane.theory;

/** What the curves allow of the arguments that they have in common. */
final class Arguments {
  private Arguments() {}

  /**
   * @throws IllegalArgumentException if A has not an entry for each feature
   */
  static void checkImportance(int entries, int features) {
    if (entries != features) {
      throw new IllegalArgumentException(
          "importance has %d entries, allowed is %d as p has".formatted(entries, features));
    }
  }

  /**
   * @throws IllegalArgumentException if η is not positive and finite
   */
  static void checkLearningRate(double learningRate) {
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learning rate is %s, allowed is a finite number above 0".formatted(learningRate));
    }
  }

  /**
   * @throws IllegalArgumentException if B is not 1 or more
   */
  static void checkBatch(int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("batch is %d, allowed is 1 or more".formatted(batch));
    }
  }
}
