package dev.superlane.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A benchmark that JMH would run.
 *
 * @param name package, class and method
 * @param params names of its parameters
 */
public record Listed(String name, Set<String> params) {
  /** Before what JMH says of arguments that it cannot read. */
  private static final String PARSING = "Error parsing command line:";

  private static final String PARAM = "  param \"";

  /**
   * Asks JMH, which takes a second.
   *
   * @throws IllegalArgumentException one sentence, if JMH cannot read the arguments
   */
  public static List<Listed> of(Jdk jdk, JmhArguments arguments)
      throws IOException, InterruptedException {
    List<String> command = JmhRun.command(jdk, List.of("-lp"));
    command.addAll(arguments.words());
    Process jmh = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(jmh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jmh.waitFor() != 0) {
      throw new IllegalArgumentException(
          "JMH cannot read its arguments: "
              + out.lines()
                  .map(String::strip)
                  .filter(line -> !line.isEmpty() && !line.equals(PARSING))
                  .findFirst()
                  .orElse("it does not say why")
                  .replaceFirst("^Exception in thread \\S+ [\\w.]*\\.(\\w+): ", "$1, "));
    }
    return parse(out);
  }

  static List<Listed> parse(String text) {
    List<Listed> listed = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(PARAM)) {
        listed
            .getLast()
            .params
            .add(line.substring(PARAM.length(), line.indexOf('"', PARAM.length())));
      } else if (line.matches("[\\w.$]+")) {
        listed.add(new Listed(line, new LinkedHashSet<>()));
      }
    }
    return listed;
  }
}
