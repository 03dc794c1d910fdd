package dev.superlane.profile;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiles limits.c in a temporary folder and runs it.
 *
 * @param figures null where there are none
 * @param absence one sentence why, else null
 */
record IndependentMeasurement(Independent figures, String absence) {
  private static final String SOURCE = "limits.c";

  static IndependentMeasurement run(List<WorkingSet> sets)
      throws IOException, InterruptedException {
    return run(sets, System.getenv().getOrDefault("PATH", ""));
  }

  static IndependentMeasurement run(List<WorkingSet> sets, String path)
      throws IOException, InterruptedException {
    Optional<Path> compiler = compiler(path);
    if (compiler.isEmpty()) {
      return absent("there is no cc or gcc on the PATH, so no independent figures from C");
    }
    Path folder = Files.createTempDirectory("superlane-limits");
    try {
      return compileAndRun(compiler.get().toString(), folder, sets);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static IndependentMeasurement compileAndRun(
      String compiler, Path folder, List<WorkingSet> sets)
      throws IOException, InterruptedException {
    Path source = folder.resolve(SOURCE);
    try (InputStream in = IndependentMeasurement.class.getResourceAsStream(SOURCE)) {
      Files.copy(in, source);
    }
    String name = Path.of(compiler).getFileName().toString();
    String binary = folder.resolve("limits").toString();
    Optional<String> compiled =
        output(List.of(compiler, "-O3", "-march=native", "-o", binary, source.toString()));
    if (compiled.isEmpty()) {
      return absent(name + " could not compile limits.c, so no independent figures from C");
    }
    List<String> command = new ArrayList<>(List.of(binary));
    sets.forEach(set -> command.add(Long.toString(set.bytes())));
    Optional<String> out = output(command);
    if (out.isEmpty()) {
      return absent("the program from limits.c failed, so no independent figures from C");
    }
    String version = output(List.of(compiler, "--version")).orElse(name);
    return new IndependentMeasurement(
        new Independent(
            version.lines().findFirst().orElse(name),
            name + " -O3 -march=native " + SOURCE,
            rates(out.get(), sets)),
        null);
  }

  static List<Rate> rates(String out, List<WorkingSet> sets) {
    List<String> lines = out.lines().toList();
    List<Rate> rates = new ArrayList<>();
    rates.add(new Rate(Rate.FMA, Rate.REGISTERS, 0, "GFLOP/s", figure(lines.getFirst()), 0));
    for (int i = 0; i < sets.size(); i++) {
      WorkingSet set = sets.get(i);
      double figure = figure(lines.get(i + 1));
      rates.add(new Rate("triad", set.level(), set.bytes(), "GB/s", figure, 0));
    }
    return rates;
  }

  private static double figure(String line) {
    return Double.parseDouble(line.substring(line.indexOf(' ') + 1));
  }

  private static IndependentMeasurement absent(String sentence) {
    return new IndependentMeasurement(null, sentence);
  }

  static Optional<Path> compiler(String path) {
    return Stream.of("cc", "gcc")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What a command prints; empty where it fails. */
  private static Optional<String> output(List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return exit == 0 ? Optional.of(out) : Optional.empty();
  }
}
