package dev.superlane.cli;

import dev.superlane.machine.Doctor;
import dev.superlane.machine.Finding;
import dev.superlane.machine.Finding.Level;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: can this machine measure? A line a finding, with what to do. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    description = "Says whether this machine and this JVM can measure, and what to do where not.")
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Exit code 1 for what makes measuring worthless, else 0. */
  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = Doctor.examine();
    for (Finding finding : findings) {
      out.printf("%-4s  %-8s  %s%n", finding.level().marker(), finding.subject(), finding.text());
    }
    long bad = count(findings, Level.BAD);
    long warnings = count(findings, Level.WARN);
    out.println(
        bad > 0
            ? "Measuring here is worthless: see BAD above."
            : "This machine can measure" + (warnings > 0 ? ", mind the warnings." : "."));
    out.flush();
    return bad > 0 ? 1 : 0;
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
