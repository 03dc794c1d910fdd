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
    List<Finding> findings = Doctor.examine();
    PrintWriter out = spec.commandLine().getOut();
    out.print(text(findings));
    out.flush();
    return count(findings, Level.BAD) > 0 ? 1 : 0;
  }

  /** A line a finding, and one that sums them up. */
  static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(
          "%-4s  %-8s  %s%n"
              .formatted(finding.level().marker(), finding.subject(), finding.text()));
    }
    long warnings = count(findings, Level.WARN);
    return text.append(
            count(findings, Level.BAD) > 0
                ? "Measuring here is worthless: see BAD above."
                : "This machine can measure" + (warnings > 0 ? ", mind the warnings." : "."))
        .append(System.lineSeparator())
        .toString();
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
