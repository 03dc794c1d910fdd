package dev.superlane.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A page as headless Chromium has it after its scripts ran.
 *
 * @param console what the page or the browser wrote to the console, a line each
 */
record Chromium(String dom, List<String> console) {
  private static final long SECONDS = 120;

  /** The browser on PATH. */
  static Optional<Path> installed() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name ->
            Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param scratch for the browser's profile and output
   */
  static Chromium open(Path browser, Path page, Path scratch)
      throws IOException, InterruptedException {
    Path dom = scratch.resolve("dom");
    Path log = scratch.resolve("log");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                // A telephone's, on which the page has to fit.
                "--window-size=375,800",
                "--user-data-dir=" + scratch.resolve("profile"),
                "--enable-logging=stderr",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("ended by itself").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    List<String> console =
        Files.readString(log).lines().filter(line -> line.contains("CONSOLE")).toList();
    return new Chromium(Files.readString(dom), console);
  }
}
