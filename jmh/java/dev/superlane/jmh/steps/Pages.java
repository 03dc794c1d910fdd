package dev.superlane.jmh.steps;

import dev.superlane.report.LogPlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One report written twice, steps.md and steps.txt, with its plots beside it. */
final class Pages {
  private final Path folder;
  private final StringBuilder markdown = new StringBuilder();
  private final StringBuilder text = new StringBuilder();

  Pages(Path folder) {
    this.folder = folder;
  }

  void title(String title) {
    markdown.append("# ").append(title).append("\n");
    text.append(title).append('\n').append("=".repeat(title.length())).append('\n');
  }

  void heading(String heading) {
    markdown.append("\n## ").append(heading).append("\n");
    text.append('\n').append(heading).append('\n');
    text.append("-".repeat(heading.length())).append('\n');
  }

  void paragraph(String paragraph) {
    markdown.append('\n').append(paragraph).append('\n');
    text.append('\n').append(paragraph.replaceAll("(.{1,100})( +|$)", "$1\n"));
  }

  void table(Table table) {
    markdown.append('\n').append(table.markdown());
    text.append('\n').append(table.text());
  }

  /** NAME.svg and NAME.png. */
  void plot(String name, LogPlot plot) throws IOException {
    plot.writeSvg(folder.resolve(name + ".svg"));
    plot.writePng(folder.resolve(name + ".png"));
    markdown.append("\n![%s](%s.svg)\n".formatted(plot.title(), name));
    text.append("\nplot: %s.svg, %s.png\n".formatted(name, name));
  }

  /** Writes both, and returns the text. */
  String write() throws IOException {
    Files.writeString(folder.resolve("steps.md"), markdown);
    Files.writeString(folder.resolve("steps.txt"), text);
    return text.toString();
  }
}
