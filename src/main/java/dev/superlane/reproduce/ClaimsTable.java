package dev.superlane.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** {@link Claim}s as claims.md and claims.json. */
public final class ClaimsTable {
  private ClaimsTable() {}

  /**
   * @param head what was trained, a line each
   */
  public static String markdown(List<String> head, List<Claim> claims) {
    StringBuilder out = new StringBuilder("# The abstract's claims, measured\n\n");
    head.forEach(line -> out.append(line).append('\n'));
    out.append(
        "\nFigures are means over seeds with Student's 95 % interval; a claim holds where all");
    out.append(" of the interval does. † is a target.\n");
    String sentence = "";
    for (Claim claim : claims) {
      if (!claim.sentence().equals(sentence)) {
        sentence = claim.sentence();
        out.append("\n> ").append(sentence).append("\n\n");
        out.append("| what is asked | measured | verdict | runs |\n|---|---|---|---|\n");
      }
      out.append("| ").append(claim.asked()).append(claim.target() ? " †" : "");
      out.append(" | ").append(claim.measured()).append(" | ").append(claim.verdict().text());
      out.append(" | ").append(String.join(", ", folders(claim))).append(" |\n");
    }
    return out.toString();
  }

  /** The folders above those of the seeds. */
  private static List<String> folders(Claim claim) {
    TreeSet<String> above = new TreeSet<>();
    for (String folder : claim.folders()) {
      above.add(folder.substring(0, folder.indexOf('/', folder.indexOf('/') + 1) + 1));
    }
    return new ArrayList<>(above);
  }

  static List<Map<String, Object>> json(List<Claim> claims) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Claim claim : claims) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("sentence", claim.sentence());
      row.put("asked", claim.asked());
      row.put("measured", claim.measured());
      row.put("verdict", claim.verdict().text());
      row.put("target", claim.target());
      row.put("missed", claim.missed());
      row.put("runs", claim.folders());
      rows.add(row);
    }
    return rows;
  }
}
