package dev.superlane.jmh;

import java.util.Collection;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Optional;

/**
 * Entry point of {@code java -jar target/benchmarks.jar}: JMH as it stands, but for two ways to
 * lose the Vector API's module, which get one sentence instead of a stack trace a benchmark.
 */
public final class Main {
  private static final String MODULE = "jdk.incubator.vector";

  private Main() {}

  public static void main(String[] args) throws Exception {
    String problem = problem(args, ModuleLayer.boot().findModule(MODULE).isPresent());
    if (problem != null) {
      System.err.println(problem);
      System.exit(2);
    }
    org.openjdk.jmh.Main.main(args);
  }

  /** What would leave the benchmarks without the module, in one sentence; null if nothing does. */
  static String problem(String[] args, boolean modulePresent) {
    try {
      CommandLineOptions options = new CommandLineOptions(args);
      Optional<Integer> forks = options.getForkCount();
      if (forks.hasValue() && forks.get() == 0 && !modulePresent) {
        return "-f 0 runs in this JVM, which lacks the Vector API: start it with java --add-modules "
            + MODULE
            + " -jar, or allow forks.";
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
}
