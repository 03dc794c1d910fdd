package dev.superlane.jmh;

import java.util.Collection;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Optional;

/**
 * Entry point of {@code java -jar target/benchmarks.jar}: JMH as it stands, but for ways to lose
 * what the benchmarks need of their JVM, which get one sentence instead of a stack trace each.
 */
public final class Main {
  private static final String MODULE = "jdk.incubator.vector";

  private Main() {}

  public static void main(String[] args) throws Exception {
    boolean modulePresent = ModuleLayer.boot().findModule(MODULE).isPresent();
    String problem = problem(args, modulePresent, Jvm.superWord());
    if (problem != null) {
      System.err.println(problem);
      System.exit(2);
    }
    org.openjdk.jmh.Main.main(args);
  }

  /**
   * What would leave benchmarks without what they need, in one sentence; null if nothing does.
   *
   * @param modulePresent whether this JVM has the Vector API
   * @param superWord whether this JVM vectorises scalar loops
   */
  static String problem(String[] args, boolean modulePresent, boolean superWord) {
    try {
      CommandLineOptions options = new CommandLineOptions(args);
      Optional<Integer> forks = options.getForkCount();
      boolean here = forks.hasValue() && forks.get() == 0;
      if (here && !modulePresent) {
        return "-f 0 runs in this JVM, which lacks the Vector API: start it with java --add-modules "
            + MODULE
            + " -jar, or allow forks.";
      }
      if (here && superWord && anyNeedsNoSuperWord(options)) {
        return "-f 0 runs in this JVM, which vectorises scalar loops: start it with java "
            + Jvm.NO_SUPER_WORD
            + ", leave those benchmarks out with -e NoSuperWord, or allow forks.";
      }
      Optional<Collection<String>> prepend = options.getJvmArgsPrepend();
      if (prepend.hasValue() && prepend.get().stream().noneMatch(arg -> arg.contains(MODULE))) {
        return "-jvmArgsPrepend replaces the benchmarks' own --add-modules="
            + MODULE
            + ": name it too, or use -jvmArgs or -jvmArgsAppend.";
      }
      return null;
    } catch (CommandLineOptionException e) {
      return null; // JMH says what is wrong with its own options.
    }
  }

  private static boolean anyNeedsNoSuperWord(CommandLineOptions options) {
    return RowByRow.matching(options).stream()
        .anyMatch(benchmark -> Jvm.needsNoSuperWord(benchmark.getUsername()));
  }
}
