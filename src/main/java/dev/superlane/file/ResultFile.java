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
  /** Prints a text. */
  @FunctionalInterface
  public interface Printed {
    void printTo(PrintStream out) throws IOException;
  }

  /** Writes all of a file's content to the path that it is given. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path path) throws IOException;
  }

  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private ResultFile() {}

  /**
   * Written beside its name and then renamed; two processes that write the same file do not meet.
   */
  public static void replace(Path file, Content content) throws IOException {
    String name = file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    Path beside = file.resolveSibling(name);
    try {
      content.writeTo(beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** The same of bytes. */
  public static void replace(Path file, byte[] bytes) throws IOException {
    replace(file, path -> Files.write(path, bytes));
  }

  /** The same of a text that need not be in memory whole, in UTF-8. */
  public static void print(Path file, Printed text) throws IOException {
    replace(
        file,
        path -> {
          try (PrintStream out =
              new PrintStream(
                  new BufferedOutputStream(Files.newOutputStream(path)),
                  false,
                  StandardCharsets.UTF_8)) {
            text.printTo(out);
            // A print stream swallows its errors.
            if (out.checkError()) {
              throw new IOException("cannot write " + file);
            }
          }
        });
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
