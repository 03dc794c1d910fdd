package dev.superlane.jmh.steps;

import dev.superlane.jmh.LeastWork;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a sparse step consists of, with the least flops of each. */
enum Part {
  SAMPLING("sampling and grouping", work -> 0),
  PRODUCTS("products H, V, P", LeastWork::products),
  GATING("combining and gating", LeastWork::combining),
  BACKWARD("backward: T and g_S", LeastWork::coreGradient),
  UPDATES("updates", work -> 0),
  OTHER("other", work -> 0);

  /**
   * The part of each method of dev.superlane.model that runs in a step of ReLU students, or of all
   * a class's methods. A sample belongs to the innermost of them on its stack, kernels included; a
   * method that is not here, or no such method, is {@link #OTHER}.
   */
  static final Map<String, Part> OF =
      Map.ofEntries(
          Map.entry("GroupedBatch", SAMPLING),
          Map.entry("Basis", SAMPLING),
          Map.entry("BatchForward.run", PRODUCTS),
          Map.entry("BatchForward.basisRows", PRODUCTS),
          Map.entry("BatchForward.openGates", GATING),
          Map.entry("OpenGates.residuals", GATING),
          Map.entry("OpenGates.join", GATING),
          Map.entry("OpenGates.part", BACKWARD),
          Map.entry("SparseStep.basisGradient", BACKWARD),
          Map.entry("SparseStep.advance", BACKWARD),
          Map.entry("GatedOutput.backward", BACKWARD),
          Map.entry("GatedOutput.part", BACKWARD),
          Map.entry("GatedOutput", UPDATES),
          Map.entry("OpenGates", UPDATES),
          Map.entry("EmbeddingUpdate", UPDATES),
          Map.entry("SparseStep.updateCore", UPDATES));

  final String label;
  final ToDoubleFunction<LeastWork> leastFlops;

  Part(String label, ToDoubleFunction<LeastWork> leastFlops) {
    this.label = label;
    this.leastFlops = leastFlops;
  }

  /**
   * @param frame Class.method
   */
  static Part of(String frame) {
    Part exact = OF.get(frame);
    return exact != null ? exact : OF.getOrDefault(frame.replaceAll("\\..*", ""), OTHER);
  }
}
