package dev.superlane.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK that can run the benchmarks.
 *
 * @param home its folder
 * @param version as its release file says, such as 25.0.3
 */
public record Jdk(Path home, String version) {
  private static final int LEAST = 25;
  private static final String MODULE = "jdk.incubator.vector";
  private static final Pattern VERSION =
      Pattern.compile("^JAVA_VERSION=\"((\\d{1,4})[^\"]*)\"", Pattern.MULTILINE);

  /** The one that runs this. */
  public static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().toString());
  }

  /**
   * Looks without starting it: a broken one could hang.
   *
   * @param path as typed
   * @throws IllegalArgumentException one sentence that names --jdk, if it is none
   */
  static Jdk at(String path) {
    try {
      Path home = Path.of(path).toAbsolutePath();
      if (path.isBlank() || !Files.isExecutable(home.resolve("bin/java"))) {
        throw refusal(path, "which has no bin/java");
      }
      String release = Files.readString(home.resolve("release"));
      Matcher version = VERSION.matcher(release);
      if (!version.find()) {
        throw refusal(path, "whose release file names no version");
      }
      if (Integer.parseInt(version.group(2)) < LEAST) {
        throw refusal(path, "which is version " + version.group(1));
      }
      if (!release.matches("(?s).*\\b" + MODULE + "\\b.*")
          && !Files.exists(home.resolve("jmods").resolve(MODULE + ".jmod"))) {
        throw refusal(path, "which lacks the module " + MODULE);
      }
      return new Jdk(home, version.group(1));
    } catch (InvalidPathException e) {
      throw refusal(path, "which is not the name of a folder");
    } catch (IOException e) {
      throw refusal(path, "which has no release file that can be read");
    }
  }

  Path java() {
    return home.resolve("bin/java");
  }

  private static IllegalArgumentException refusal(String path, String reason) {
    return new IllegalArgumentException(
        "--jdk is %s, %s: allowed is the folder of a JDK %d or newer"
            .formatted(path.isBlank() ? "'" + path + "'" : path, reason, LEAST));
  }
}
