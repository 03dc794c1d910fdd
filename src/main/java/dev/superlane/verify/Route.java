package dev.superlane.verify;

import dev.superlane.model.Gradient;
import dev.superlane.model.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A student and the path that trains it. */
record Route(Case student, StepPath path) {

  /** Every mode on every path, the exact gradients and Adam included. */
  static List<Route> all() {
    List<Route> routes = new ArrayList<>();
    List<Case> students = new ArrayList<>(Case.minibatch());
    students.add(Case.segmented());
    students.addAll(Case.population());
    students.addAll(Case.adam());
    for (Case student : students) {
      boolean population = student.problem().gradient() == Gradient.POPULATION;
      for (StepPath path : population ? new StepPath[] {StepPath.DENSE} : StepPath.values()) {
        routes.add(new Route(student, path));
      }
    }
    return routes;
  }

  String name() {
    boolean population = student.problem().gradient() == Gradient.POPULATION;
    String kind = population ? "" : path.name().toLowerCase(Locale.ROOT) + " path, ";
    return kind + student.name();
  }
}
