package dev.superlane.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.superlane.data.Spectrum;
import dev.superlane.data.Teacher;
import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Team;
import dev.superlane.kernel.VectorKernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A linear student's threads make every output once. Two that both make one may give its bits all
 * the same, by the chance of when they meet, so what each is told to make is counted.
 */
class ThreadSplitTest {
  @ParameterizedTest
  @EnumSource(Embedding.class)
  void everyOutputIsMadeOnce(Embedding embedding) {
    int width = embedding == Embedding.IDENTITY ? 64 : 40;
    Shape shape = new Shape(64, width, 24, embedding, Activation.LINEAR, false);
    List<String> whole = outputs(shape, 1);
    assertThat(whole).isNotEmpty();
    for (int threads = 2; threads <= 5; threads++) {
      assertThat(outputs(shape, threads)).as(threads + " threads").isEqualTo(whole);
    }
  }

  /** How often one step sums to each column of an array, and scales each element of one. */
  private static List<String> outputs(Shape shape, int threads) {
    Problem problem =
        new Problem(
            shape,
            Spectrum.power(64, 1.5, 4),
            Teacher.importance(64, 0.5),
            Gradient.MINIBATCH,
            0.1,
            1);
    Parameters parameters = Parameters.initial(shape, 0.5, 1);
    Map<float[], int[]> columns = new IdentityHashMap<>();
    Map<float[], int[]> scaled = new IdentityHashMap<>();
    Kernels counting =
        (Kernels)
            Proxy.newProxyInstance(
                Kernels.class.getClassLoader(),
                new Class<?>[] {Kernels.class},
                (proxy, method, args) -> {
                  switch (method.getName()) {
                    case "scatterRows" -> count(columns, args[9], (int) args[4], (int) args[5]);
                    case "scale" ->
                        count(scaled, args[2], (int) args[3], (int) args[3] + (int) args[0]);
                    default -> {}
                  }
                  try {
                    return method.invoke(VectorKernels.INSTANCE, args);
                  } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                  }
                });
    try (Team team = new Team(threads)) {
      TrainingSteps.of(problem, parameters, StepPath.SPARSE, counting, team).advance(0);
    }
    return Stream.of(columns, scaled)
        .flatMap(counts -> counts.values().stream().map(Arrays::toString).sorted())
        .toList();
  }

  private static void count(Map<float[], int[]> counts, Object out, int from, int to) {
    synchronized (counts) {
      int[] made = counts.computeIfAbsent((float[]) out, array -> new int[array.length]);
      for (int i = from; i < to; i++) {
        made[i]++;
      }
    }
  }
}
