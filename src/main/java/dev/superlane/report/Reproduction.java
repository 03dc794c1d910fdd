package dev.superlane.report;

import static dev.superlane.report.Html.escape;

import dev.superlane.report.Html.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code reproduce} left: claims.json, results.json and the figures beside them.
 *
 * @param images an SVG a figure, in the order of claims.json; null where there is none
 */
record Reproduction(String source, JsonNode claims, JsonNode results, List<byte[]> images) {
  static final String FILE = "claims.json";

  static Reproduction read(Path file, String source) throws IOException {
    JsonMapper json = JsonMapper.shared();
    JsonNode claims = json.readTree(Files.readString(file));
    JsonNode results = json.readTree(Files.readString(file.resolveSibling("results.json")));
    List<byte[]> images = new ArrayList<>();
    for (JsonNode figure : claims.path("figures")) {
      String name = figure.path("name").asString("");
      Path svg = file.resolveSibling("figures").resolve(name + ".svg");
      // Only a name in that folder: what claims.json holds decides nothing about where is read.
      boolean there = name.matches("[a-z-]+") && Files.isRegularFile(svg);
      images.add(there ? Files.readAllBytes(svg) : null);
    }
    return new Reproduction(source, claims, results, images);
  }

  /** How many claims hold, of how many. */
  String summary() {
    int holding = 0;
    for (JsonNode claim : claims.path("claims")) {
      holding += claim.path("verdict").asString("").equals("holds") ? 1 : 0;
    }
    return "%s: %d of the abstract's %d claims hold"
        .formatted(source, holding, claims.path("claims").size());
  }

  String section() {
    StringBuilder out = new StringBuilder("<section><h2>The paper, reproduced</h2>\n");
    for (JsonNode line : claims.path("head")) {
      out.append("<p>").append(escape(line.asString(""))).append("</p>\n");
    }
    out.append(claimTable());
    for (int i = 0; i < images.size(); i++) {
      JsonNode figure = claims.path("figures").path(i);
      if (images.get(i) != null) {
        // As an image: whatever such a file holds, it runs nothing.
        out.append("<figure><div class=\"wide\"><img class=\"paper\" alt=\"");
        out.append(escape(figure.path("title").asString("")));
        out.append("\" src=\"data:image/svg+xml;base64,");
        out.append(Base64.getEncoder().encodeToString(images.get(i)));
        out.append("\"></div><figcaption>").append(escape(figure.path("caption").asString("")));
        out.append("</figcaption></figure>\n");
      }
    }
    return out.append(settingTable()).append("</section>\n").toString();
  }

  /** Sentences are read, not sorted: one of the abstract, and what is asked of it below. */
  private String claimTable() {
    StringBuilder out = new StringBuilder("<div class=\"wide\"><table class=\"claims\"><caption>");
    out.append(
        "Means over seeds with Student\u2019s 95 % interval; \u2020 is a target</caption>\n");
    out.append("<thead><tr><th>what is asked</th><th>measured</th><th>verdict</th></tr></thead>\n");
    String sentence = "";
    for (JsonNode claim : claims.path("claims")) {
      if (!claim.path("sentence").asString("").equals(sentence)) {
        sentence = claim.path("sentence").asString("");
        out.append("<tr><td colspan=\"3\"><q>").append(escape(sentence)).append("</q></td></tr>\n");
      }
      String target = claim.path("target").asBoolean(false) ? " \u2020" : "";
      out.append("<tr><td>").append(escape(claim.path("asked").asString("") + target));
      out.append("</td><td>").append(escape(claim.path("measured").asString("")));
      out.append("</td><td>").append(escape(claim.path("verdict").asString("")));
      out.append("</td></tr>\n");
    }
    return out.append("</table></div>\n").toString();
  }

  private String settingTable() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode setting : results.path("settings")) {
      JsonNode interval = setting.path("interval");
      rows.add(
          List.of(
              Cell.text(setting.path("setting").asString("")),
              Cell.number(setting.path("gamma").asDouble(Double.NaN)),
              Cell.number(setting.path("median").asDouble(Double.NaN)),
              Cell.number(interval.path(0).asDouble(Double.NaN)),
              Cell.number(interval.path(1).asDouble(Double.NaN)),
              Cell.number(setting.path("runs").size()),
              Cell.text(setting.path("refused").asString("")),
              Cell.text(setting.path("runs").path(0).path("folder").asString(""))));
    }
    List<String> columns =
        List.of("setting", "\u03b3", "median", "low", "high", "seeds", "no power law", "first run");
    return Html.table("Exponents; results.json has every run's", columns, rows);
  }
}
