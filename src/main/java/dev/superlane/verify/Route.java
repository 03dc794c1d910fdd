package dev.superlane.verify;

import dev.superlane.model.Gradient;
import dev.superlane.model.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A student and the path that trains it. */
record Route(Case student, StepPath path) {

  /** Every mode on every path, the exact gradients included. */
  static List<Route> all() {
    List<Route> routes = new ArrayList<>();
    List<Case> minibatch = new ArrayList<>(Case.minibatch());
    minibatch.add(Case.segmented());
    for (Case student : minibatch) {
      for (StepPath path : StepPath.values()) {
        routes.add(new Route(student, path));
      }
    }
    for (Case student : Case.population()) {
      routes.add(new Route(student, StepPath.DENSE));
    }
    return routes;
  }

  String name() {
    boolean population = student.problem().gradient() == Gradient.POPULATION;
    String kind = population ? "" : path.name().toLowerCase(Locale.ROOT) + " path, ";
    return kind + student.name();
  }
}
