package dev.superlane.verify;

import static dev.superlane.verify.BrokenKernels.arguments;
import static dev.superlane.verify.BrokenKernels.body;

import dev.superlane.kernel.Kernels;
import dev.superlane.kernel.Transpose;
import dev.superlane.kernel.VectorKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every fault that the suite is shown to see, and the group of checks that sees it. */
final class SuiteMutants {
  /** A group of checks. */
  enum Group {
    KERNELS(KernelChecks::of),
    GRADIENT(GradientChecks::of),
    LOSS(EvaluationChecks::of),
    BITS(BitsChecks::of),
    GOLDEN(GoldenChecks::here),
    THEORY(SuiteMutants::theory);

    final Function<Subject, List<Check>> checks;

    Group(Function<Subject, List<Check>> checks) {
      this.checks = checks;
    }
  }

  /** One fault. */
  record Mutant(String name, Group caughtBy, Subject subject) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Subject RIGHT = new Subject(VectorKernels.INSTANCE, 1);

  private SuiteMutants() {}

  static Subject right() {
    return RIGHT;
  }

  private static List<Check> theory(Subject subject) {
    List<Check> checks = new ArrayList<>(PowerLawChecks.of(subject));
    checks.addAll(PopulationChecks.of(subject, Preset.QUICK));
    return checks;
  }

  static Stream<Mutant> all() {
    return Stream.of(kernels(), arithmetic(), steps(), losses()).flatMap(List::stream);
  }

  /** One for each row of the kernel checks, and those that only show in the kernel itself. */
  static List<Mutant> kernels() {
    Group by = Group.KERNELS;
    return List.of(
        kernel("gemm NN: offset of B", by, BrokenKernels.gemm(Transpose.NN, a -> shift(a, 8))),
        kernel("gemm NT taken for NN", by, gemmAs(Transpose.NT, Transpose.NN)),
        kernel("gemm TN taken for NN", by, gemmAs(Transpose.TN, Transpose.NN)),
        kernel("beta ignored", by, arguments("gemm", a -> a[10] = false)),
        kernel("packed: tail of the rows", by, arguments("gemmPacked", a -> cut(a, 0))),
        kernel("gather starts at zero", by, arguments("gatherRows", a -> a[6] = null)),
        kernel("scatter: last sample lost", by, arguments("scatterRows", a -> cut(a, 3))),
        kernel("gate open at exactly 0", by, body("gateResidual", SuiteMutants::openAtZero)),
        kernel("relu counts one fewer", by, body("relu", SuiteMutants::oneFewer)),
        kernel("gathered gates: tail", by, arguments("gatherOpenGates", a -> cut(a, 4))),
        kernel("update one element on", by, arguments("axpy", a -> a[3] = (int) a[3] - 1)),
        kernel("Adam: tail", by, arguments("adam", a -> cut(a, 0))),
        kernel("random bits: tail", by, arguments("philox", a -> cut(a, 0))),
        kernel("lanes reduced in another order", by, body("dot", BrokenKernels::oneChain)));
  }

  /** Faults of a kernel that show in whole steps. */
  static List<Mutant> arithmetic() {
    Group gradient = Group.GRADIENT;
    return List.of(
        descent("halved learning rate", 0.5f),
        descent("learning rate off by 1 % in the update", 1.01f),
        descent("flipped sign", -1),
        kernel("tail of an update", gradient, arguments("axpy", a -> a[0] = (int) a[0] / 8 * 8)),
        kernel("last gate dropped", gradient, arguments("gatherOpenGates", a -> cut(a, 4))),
        kernel("gates of empty samples", gradient, arguments("openGates", a -> a[0] = 0)),
        kernel("columns from the first on", Group.BITS, arguments("scatterRows", a -> a[4] = 0)),
        kernel("packed from the first on", Group.BITS, arguments("gemmPacked", a -> a[6] = 0)),
        kernel("packed product cut", gradient, arguments("gemmPacked", a -> cut(a, 1))),
        kernel("gates never shut", gradient, arguments("gateResidual", a -> a[10] = false)),
        kernel("bias forgotten", gradient, arguments("gateResidual", a -> a[4] = null)),
        kernel("batch size forgotten", gradient, arguments("gateResidual", a -> a[9] = 1f)),
        kernel("last product dropped", gradient, arguments("gemm", a -> cut(a, 3))),
        kernel("wrong offset", gradient, arguments("gemm", a -> shift(a, 8))),
        kernel("core transposed", gradient, gemmAs(Transpose.NT, Transpose.NN)),
        kernel("stale C", Group.BITS, arguments("gemm", a -> a[10] = true)),
        kernel("last sample lost", gradient, arguments("scatterRows", a -> cut(a, 3))),
        kernel("bias not started from", gradient, arguments("gatherOpenGates", a -> a[5] = null)),
        kernel(
            "last sample not gathered", gradient, arguments("gatherRows", BrokenKernels::dropRow)),
        kernel("residuals not averaged", gradient, arguments("scale", a -> a[1] = 1f)),
        kernel("projection cut", Group.THEORY, arguments("dot", a -> a[0] = (int) a[0] - 16)),
        kernel("meeting forgotten, identity", gradient, body("dot", (right, a) -> 0f)));
  }

  static List<Mutant> steps() {
    Group gradient = Group.GRADIENT;
    return List.of(
        step(
            "learning rate off by 1 %",
            gradient, BrokenSteps.problem(p -> BrokenSteps.rate(p, 1.01))),
        step(
            "a learning rate off by 1 %, curves",
            Group.THEORY, BrokenSteps.problem(p -> BrokenSteps.rate(p, 1.01))),
        step("sparse path off by 0.5 %", gradient, BrokenSteps.sparseRate()),
        step("batch of the next step", gradient, BrokenSteps.number(t -> t + 1)),
        step("stale batch", gradient, BrokenSteps.number(t -> 0)),
        step("batch of another seed", gradient, BrokenSteps.problem(BrokenSteps::seed)),
        step("lost row of the batch", gradient, BrokenSteps.problem(BrokenSteps::oneSampleFewer)),
        step(
            "teacher one feature on",
            gradient,
            BrokenSteps.problem(BrokenSteps::teacherOneFeatureOn)),
        step("stale gradient", gradient, BrokenSteps.lastGradient()),
        step("moment missing, bottleneck", gradient, BrokenSteps.meetingForgotten()),
        step("weights decay", gradient, BrokenSteps.after((p, before, t) -> BrokenSteps.decay(p))),
        step(
            "frozen embedding moves",
            gradient,
            BrokenSteps.after((p, before, t) -> BrokenSteps.embeddingMoves(p))),
        step(
            "bias not trained",
            gradient,
            BrokenSteps.after((p, before, t) -> BrokenSteps.biasStays(p, before))),
        step(
            "rounded towards zero",
            Group.THEORY,
            BrokenSteps.after((p, before, t) -> BrokenSteps.towardsZero(p))),
        step("a step in 100 skipped", Group.THEORY, BrokenSteps.after(BrokenSteps::skipped)),
        step(
            "sum in the order of threads",
            Group.BITS,
            BrokenSteps.after(n -> n > 1, (p, before, t) -> BrokenSteps.lastBit(p))),
        step(
            "last bit of the last step",
            Group.GOLDEN,
            BrokenSteps.after((p, before, t) -> {
              if (t == 9) {
                BrokenSteps.lastBit(p);
              }
            })));
  }

  static List<Mutant> losses() {
    return List.of(
        loss("held-out sample lost", Group.LOSS, l -> l * 4095 / 4096),
        loss("loss rounded to a float", Group.GOLDEN, l -> (float) l),
        loss("loss one step old", Group.THEORY, null),
        new Mutant("float total of the loss", Group.GOLDEN, on(BrokenKernels.floatTotal())),
        new Mutant(
            "another held-out set",
            Group.LOSS,
            new Subject(
                RIGHT.kernels(),
                1,
                RIGHT.steps(),
                (p, at, kernels, team) ->
                    RIGHT.losses().of(BrokenSteps.seed(p), at, kernels, team))),
        new Mutant(
            "loss summed in the order of threads",
            Group.BITS,
            new Subject(
                RIGHT.kernels(),
                1,
                RIGHT.steps(),
                (p, at, kernels, team) -> {
                  var right = RIGHT.losses().of(p, at, kernels, team);
                  return () ->
                      team.threads() > 1 ? Math.nextUp(right.getAsDouble()) : right.getAsDouble();
                })),
        new Mutant("held-out gates never shut", Group.LOSS, on(body("relu", (right, a) -> a[0]))));
  }

  static Subject on(Kernels broken) {
    return new Subject(broken, 1);
  }

  private static Mutant kernel(String name, Group by, Kernels broken) {
    return new Mutant(name, by, on(broken));
  }

  private static Mutant descent(String name, float factor) {
    Consumer<Object[]> change = axpy -> BrokenKernels.factorOfDescent(axpy, factor);
    return kernel(name, Group.GRADIENT, arguments("axpy", change));
  }

  private static Mutant step(String name, Group by, Subject.Steps steps) {
    return new Mutant(name, by, new Subject(RIGHT.kernels(), 1, steps, RIGHT.losses()));
  }

  /** A loss changed after it was made; null keeps that of the call before. */
  private static Mutant loss(String name, Group by, DoubleUnaryOperator change) {
    Subject.Losses losses =
        (p, at, kernels, team) -> {
          var right = RIGHT.losses().of(p, at, kernels, team);
          double[] last = {1};
          return () -> {
            double before = last[0];
            last[0] = right.getAsDouble();
            return change == null ? before : change.applyAsDouble(last[0]);
          };
        };
    return new Mutant(name, by, new Subject(RIGHT.kernels(), 1, RIGHT.steps(), losses));
  }

  private static Kernels gemmAs(Transpose from, Transpose to) {
    return BrokenKernels.gemm(from, a -> a[0] = to);
  }

  private static void cut(Object[] args, int at) {
    args[at] = Math.max(0, (int) args[at] - 1);
  }

  private static void shift(Object[] args, int at) {
    args[at] = Math.max(0, (int) args[at] - 1);
  }

  /** gateResidual with every +0 and −0 of the pre-activation taken for open. */
  private static Object openAtZero(BrokenKernels.Call right, Object[] args)
      throws ReflectiveOperationException {
    float[] o = (float[]) args[2];
    for (int i = 0; i < o.length; i++) {
      o[i] = o[i] == 0 ? Float.MIN_VALUE : o[i];
    }
    return right.call(args);
  }

  private static Object oneFewer(BrokenKernels.Call right, Object[] args)
      throws ReflectiveOperationException {
    return Math.max(0, (int) right.call(args) - 1);
  }
}
