package dev.superlane.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** THIRD-PARTY.md against the build: its libraries, their versions and the licence texts. */
final class ThirdPartyTest {
  private static final Path TEXTS = Path.of("src/main/resources/META-INF/licenses");

  private static List<MatchResult> matches(String regex, String text) {
    return Pattern.compile(regex, Pattern.MULTILINE).matcher(text).results().toList();
  }

  private static List<MatchResult> rows() throws IOException {
    return matches(
        "^\\| ([\\w-]+) \\| (\\d[\\d.-]*) \\|", Files.readString(Path.of("THIRD-PARTY.md")));
  }

  @Test
  void everyVersionIsTheOneInUse() throws IOException {
    Set<String> inUse =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .collect(Collectors.toSet());

    assertThat(rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(inUse).contains(row.group(1) + "-" + row.group(2) + ".jar"));
  }

  @Test
  void everyDependencyThatReachesTheJarIsListed() throws IOException {
    // Profiles and build plugins have dependencies of their own, which do not reach the jar.
    String pom = Files.readString(Path.of("pom.xml")).split("<build>")[0];
    List<String> shipped =
        matches("(?s)<dependency>.*?</dependency>", pom).stream()
            .map(MatchResult::group)
            .filter(dependency -> !dependency.contains("<scope>test</scope>"))
            .map(dependency -> matches("<artifactId>(.*)</artifactId>", dependency).get(0).group(1))
            .toList();

    assertThat(rows().stream().map(row -> row.group(1)))
        .containsAll(shipped)
        .doesNotHaveDuplicates();
    assertThat(shipped).contains("jmh-core");
  }

  @Test
  void everyLicenceTextIsNamedAndThere() throws IOException {
    String table = Files.readString(Path.of("THIRD-PARTY.md"));
    Set<String> named =
        matches("`([\\w-]+\\.txt)`", table).stream()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    try (Stream<Path> texts = Files.list(TEXTS)) {
      assertThat(texts.map(path -> path.getFileName().toString())).hasSameElementsAs(named);
    }
  }
}
