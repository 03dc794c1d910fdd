package dev.superlane.reproduce;

import dev.superlane.file.ResultFile;
import dev.superlane.reproduce.Figures.Captioned;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of a reproduction: recipe.json, the counts it reads, the runs; then figures,
 * results.json, claims.md and, last, claims.json.
 */
public final class ReproductionFolder {
  private static final String WORDS = "moby-dick-counts.txt";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;

  public ReproductionFolder(Path path) {
    this.path = path;
  }

  public Path runs() {
    return path.resolve("runs");
  }

  /**
   * Writes the recipe and what it reads, before anything is trained.
   *
   * @param name quick or main
   * @param robustness whether its variations are part of it
   * @param resume whether to go on where a reproduction of the same recipe is
   * @throws IllegalArgumentException one sentence, if there is none to go on with
   */
  public Recipe begin(String name, boolean robustness, boolean resume) throws IOException {
    Recipe shape = Recipe.shipped(name, false, "");
    Path file = path.resolve("recipe.json");
    if (resume) {
      if (!Files.isRegularFile(file)) {
        throw refusal("which holds no recipe.json: --resume needs the folder of a reproduction");
      }
      if (!Files.readString(file).equals(shape.text() + "\n")) {
        throw refusal("whose recipe.json is another: allowed is one of the same recipe");
      }
    }
    Files.createDirectories(runs());
    writeWords(shape.features());
    ResultFile.replace(file, shape.text() + "\n");
    return Recipe.shipped(name, robustness, words(path, shape.features()).toString());
  }

  private IllegalArgumentException refusal(String reason) {
    return new IllegalArgumentException("--out is %s, %s".formatted(path, reason));
  }

  /** The file of the first {@code features} counts of words that the project ships. */
  public static Path words(Path folder, int features) {
    return folder.toAbsolutePath().normalize().resolve("words-%d.txt".formatted(features));
  }

  /** Writes it. */
  public void writeWords(int features) throws IOException {
    try (InputStream in = ReproductionFolder.class.getResourceAsStream(WORDS)) {
      String counts = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      String first = counts.lines().limit(features).collect(Collectors.joining("\n", "", "\n"));
      ResultFile.replace(words(path, features), first);
    }
  }

  /**
   * Writes all that is made of the runs.
   *
   * @param head what was trained and on what, a line each
   * @return a line for each picture that could not be drawn
   */
  public List<String> write(Measured measured, List<Claim> claims, List<String> head)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    List<Map<String, Object>> captions = new ArrayList<>();
    Path figures = Files.createDirectories(path.resolve("figures"));
    for (Captioned captioned : Figures.of(measured)) {
      String name = captioned.name();
      ResultFile.replace(figures.resolve(name + ".svg"), captioned.figure().svg(name));
      png(figures.resolve(name + ".png"), captioned, warnings);
      Map<String, Object> caption = new LinkedHashMap<>();
      caption.put("name", name);
      caption.put("title", captioned.figure().title());
      caption.put("caption", captioned.caption());
      captions.add(caption);
    }
    ResultFile.replace(path.resolve("results.json"), json(Tracing.of(measured)));
    ResultFile.replace(path.resolve("claims.md"), ClaimsTable.markdown(head, claims));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("head", head);
    root.put("claims", ClaimsTable.json(claims));
    root.put("figures", captions);
    ResultFile.replace(path.resolve("claims.json"), json(root));
    return warnings;
  }

  /** A server without fonts has no PNG. */
  private static void png(Path file, Captioned captioned, List<String> warnings)
      throws IOException {
    byte[] bytes;
    try {
      bytes = captioned.figure().png();
    } catch (RuntimeException | LinkageError e) {
      warnings.add(
          "%s could not be drawn: %s"
              .formatted(
                  file.getFileName(),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
      return;
    }
    ResultFile.replace(file, bytes);
  }

  private static String json(Map<String, Object> root) {
    return ResultFile.jsonOfShortArrays(JSON, root);
  }
}
