package dev.superlane.verify;

import dev.superlane.data.Stream;
import dev.superlane.kernel.Team;
import dev.superlane.model.Evaluation;
import dev.superlane.model.Gradient;
import dev.superlane.model.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * The recorded loss against its formula in double, at a start with every part off zero. Measured is
 * the deviation over its rounding bound, so 1 is the bound.
 */
final class EvaluationChecks {
  private EvaluationChecks() {}

  static List<Check> of(Subject subject) {
    List<Case> students = new ArrayList<>(Case.minibatch());
    students.add(Case.segmented());
    students.addAll(Case.population());
    return students.stream()
        .map(student -> {
          boolean population = student.problem().gradient() == Gradient.POPULATION;
          return new Check(
              student.name(),
              1,
              population
                  ? "rounding of the expectation in double"
                  : "rounding of the float outputs and squares, 4096 samples in double",
              () -> population ? expected(student, subject) : heldOut(student, subject));
        })
        .toList();
  }

  private static double heldOut(Case student, Subject subject) {
    Parameters start = student.start();
    Reference reference =
        new Reference(student.problem(), start, Stream.HELD_OUT, 0, Evaluation.HELD_OUT);
    double[] theta = Doubles.of(start.values);
    double gap = Math.abs(recorded(student, subject, start) - reference.loss(theta));
    return gap / reference.recordedLossRounding(theta);
  }

  private static double expected(Case student, Subject subject) {
    Parameters start = student.start();
    PopulationReference reference = new PopulationReference(student.problem(), start);
    double[] theta = Doubles.of(start.values);
    double gap = Math.abs(recorded(student, subject, start) - reference.loss(theta));
    return gap / reference.lossRounding(theta);
  }

  private static double recorded(Case student, Subject subject, Parameters at) {
    try (Team team = subject.team()) {
      return subject.loss(student.problem(), at, team).getAsDouble();
    }
  }
}
