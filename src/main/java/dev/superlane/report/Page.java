package dev.superlane.report;

import static dev.superlane.report.Html.escape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One HTML file of {@link Results} that needs nothing else; a section for what is there. */
public final class Page {
  private Page() {}

  public static String of(Results results) {
    PageText page = new PageText(results);
    page.add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    page.add("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    page.add(" style-src 'unsafe-inline'; img-src data:; script-src 'unsafe-inline'\">\n");
    page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.add("<title>Superlane report</title>\n<style>\n").add(resource("page.css"));
    page.add("</style></head><body><main>\n<h1>Superlane report</h1>\n<div class=\"summary\">");
    Summary summary = new Summary(results);
    summary.lines().forEach(line -> page.element("p", line));
    page.add("</div>\n");
    results
        .surrounded
        .reasons()
        .forEach((source, reason) -> {
          page.add("<p><strong class=\"disturbed\">disturbed</strong> ");
          page.add(escape(source + ": " + reason)).add("</p>\n");
        });
    results.unreadable().forEach(line -> page.element("p", line));
    RooflineSection.write(page, results);
    ComparisonSections.write(page, results);
    LatencySection.write(page, results);
    TrainingSection.write(page, results);
    results.verified.forEach(checks -> VerifiedSection.write(page, checks));
    results.reproductions.forEach(reproduction -> page.add(reproduction.section()));
    BenchmarkSection.write(page, results);
    notes(page, results);
    page.add("</main>\n<script>\n").add(resource("page.js"));
    return page.add("</script></body></html>\n").text();
  }

  private static void notes(PageText page, Results results) {
    if (results.notes.isEmpty()) {
      return;
    }
    page.beginSection("Commands and machine");
    results.notes.forEach((source, text) -> {
      page.add("<h3 id=\"").add(escape(source)).add("\">").add(escape(source));
      page.add("</h3><pre>").add(escape(text)).add("</pre>\n");
    });
    page.endSection();
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
