package dev.superlane.model;

/**
 * The student's sizes and kind.
 *
 * @param features N, input features = output channels, 2 … 65 536
 * @param width K, width of the bottleneck, 1 … N; K = N with the identity embedding
 * @param batch B, samples a step, 1 … 65 536
 * @param bias whether c is trained; linear students have none
 */
public record Shape(
    int features, int width, int batch, Embedding embedding, Activation activation, boolean bias) {

  public Shape {
    within("features", features, 2, 65_536);
    within("width", width, 1, features);
    within("batch", batch, 1, 65_536);
    if (embedding == Embedding.IDENTITY && width != features) {
      throw new IllegalArgumentException(
          "width is %d, with the identity embedding it must equal features = %d"
              .formatted(width, features));
    }
    if (embedding == Embedding.IDENTITY && activation != Activation.LINEAR) {
      throw new IllegalArgumentException(
          "activation is relu, the identity student is linear: allowed is linear");
    }
    if (bias && activation == Activation.LINEAR) {
      throw new IllegalArgumentException(
          "bias is true, linear students have none: allowed is false");
    }
  }

  private static void within(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is %d to %d".formatted(name, value, low, high));
    }
  }

  public boolean relu() {
    return activation == Activation.RELU;
  }
}
