package dev.superlane.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A fork's JVM arguments without what says nothing about how it ran, so that two checkouts, two
 * machines and two JDKs can be compared. The JDK itself is not among the arguments.
 */
final class JvmArguments {
  /** Where something is written. */
  private static final Pattern PLACE =
      Pattern.compile("-Djava\\.io\\.tmpdir=.*|-XX:(ErrorFile|HeapDumpPath|LogFile)=.*");

  /** What a JDK of one version warns about without, and one of another does not know. */
  private static final Pattern PERMISSION =
      Pattern.compile(
          "--sun-misc-unsafe-memory-access=.*|--enable-native-access=.*"
              + "|-XX:\\+IgnoreUnrecognizedVMOptions");

  /** The folders of an absolute path, alone or after one of = : , ; in an argument. */
  private static final Pattern FOLDERS = Pattern.compile("(?<=^|[=:,;])/[^=:,;]*/");

  private JvmArguments() {}

  /** In their order, which counts where two contradict; of an argument given twice the last. */
  static List<String> comparable(List<String> given) {
    LinkedHashSet<String> kept = new LinkedHashSet<>();
    for (String argument : given) {
      if (PLACE.matcher(argument).matches() || PERMISSION.matcher(argument).matches()) {
        continue;
      }
      String bare = FOLDERS.matcher(argument).replaceAll("");
      kept.remove(bare);
      kept.add(bare);
    }
    return List.copyOf(kept);
  }
}
