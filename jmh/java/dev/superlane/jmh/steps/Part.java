package dev.superlane.jmh.steps;

import dev.superlane.profile.LeastWork;
import java.util.Map;
import java.util.Set;
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
   * The part of each method of dev.superlane.model that runs in a sparse step of a ReLU student, or
   * of all a class's methods that are not here themselves. What they call outside the model belongs
   * to them.
   */
  static final Map<String, Part> OF =
      Map.ofEntries(
          Map.entry("GroupedBatch", SAMPLING),
          Map.entry("Basis", SAMPLING),
          Map.entry("BatchForward.run", PRODUCTS),
          Map.entry("BatchForward.basisRows", PRODUCTS),
          Map.entry("BatchForward.outputs", PRODUCTS),
          Map.entry("BatchForward.openGates", GATING),
          Map.entry("GatedOutput.openGates", GATING),
          Map.entry("OpenGates.part", GATING),
          Map.entry("OpenGates.target", GATING),
          Map.entry("GatedOutput.backward", BACKWARD),
          Map.entry("GatedOutput.basisRows", BACKWARD),
          Map.entry("GatedOutput.decodeRows", BACKWARD),
          Map.entry("BasisResidual", BACKWARD),
          Map.entry("SparseStep.advance", BACKWARD),
          Map.entry("OpenGates.addColumnSums", UPDATES),
          Map.entry("GatedOutput.addEmptySamples", UPDATES),
          Map.entry("GatedOutput.updateBias", UPDATES),
          Map.entry("GatedOutput.decode", UPDATES),
          Map.entry("EmbeddingUpdate", UPDATES),
          Map.entry("SparseStep.updateCore", UPDATES));

  /** Classes that several parts use: their time is their caller's. */
  static final Set<String> SHARED = Set.of("SparseRows", "TransposedRows", "Shape");

  final String label;
  final ToDoubleFunction<LeastWork> leastFlops;

  Part(String label, ToDoubleFunction<LeastWork> leastFlops) {
    this.label = label;
    this.leastFlops = leastFlops;
  }

  /**
   * @param stack the model's methods on a stack, innermost first, as Class.method with " &lt; "
   *     between
   */
  static Part of(String stack) {
    for (String frame : stack.split(" < ")) {
      String type = frame.replaceAll("\\..*", "");
      if (!SHARED.contains(type)) {
        Part exact = OF.get(frame);
        return exact != null ? exact : OF.getOrDefault(type, OTHER);
      }
    }
    return OTHER;
  }
}
