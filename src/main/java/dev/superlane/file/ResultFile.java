package dev.superlane.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** A file of results, which is there whole or as it was before. */
public final class ResultFile {
  /** Writes a text. */
  @FunctionalInterface
  public interface Content {
    void write(PrintStream out) throws IOException;
  }

  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private ResultFile() {}

  /** Written as NAME.tmp beside its name and then renamed. */
  public static void replace(Path file, byte[] bytes) throws IOException {
    Path beside = beside(file);
    try {
      Files.write(beside, bytes);
      rename(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** The same of a text that need not be in memory whole, in UTF-8. */
  public static void replace(Path file, Content content) throws IOException {
    Path beside = beside(file);
    try {
      try (PrintStream out =
          new PrintStream(
              new BufferedOutputStream(Files.newOutputStream(beside)),
              false,
              StandardCharsets.UTF_8)) {
        content.write(out);
        // A print stream swallows its errors.
        if (out.checkError()) {
          throw new IOException("cannot write " + file);
        }
      }
      rename(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".tmp");
  }

  private static void rename(Path beside, Path file) throws IOException {
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The same of a text, in UTF-8. */
  public static void replace(Path file, String text) throws IOException {
    replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** JSON with a line for each value, of arrays too, and \n in any locale. */
  public static String json(JsonMapper mapper, Object root) {
    return text(mapper, printer().withArrayIndenter(LINES), root);
  }

  /** JSON with a line for each value of an object, and one for a whole array. */
  public static String jsonOfShortArrays(JsonMapper mapper, Object root) {
    return text(mapper, printer().withArrayIndenter(null), root);
  }

  private static DefaultPrettyPrinter printer() {
    return new DefaultPrettyPrinter().withObjectIndenter(LINES);
  }

  private static String text(JsonMapper mapper, DefaultPrettyPrinter printer, Object root) {
    return mapper.writer().with(printer).writeValueAsString(root) + "\n";
  }
}
