package dev.superlane.sweep;

import dev.superlane.sweep.Grid.Axis;
import dev.superlane.train.Reason;
import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/**
 * A grid as a JSON object: options of {@code train} by long name, each with a number, true, false,
 * a string of values and ranges as on the command line, or an array of values and ranges.
 */
public final class GridFile {
  private static final String ALLOWED =
      "a number, true, false, a string of values and ranges, or an array of those";

  private final Path file;
  private final JsonParser parser;
  private final SequencedMap<String, Axis> axes = new LinkedHashMap<>();

  private GridFile(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * @throws IllegalArgumentException one sentence that names the file, the line and the key
   */
  public static Grid read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--grid is %s, which cannot be read (%s): allowed is a JSON file"
              .formatted(file, Reason.of(e)),
          e);
    }
    try (JsonParser parser = JsonMapper.shared().createParser(text)) {
      return new GridFile(file, parser).grid();
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "--grid is %s, %swhich is not JSON: %s"
              .formatted(file, line(e.getLocation()), e.getOriginalMessage()),
          e);
    }
  }

  private Grid grid() {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw refusal("holds no object: allowed is one with options of a training");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String origin = "--grid is %s, %skey %s: ".formatted(file, line(here()), name);
      if (!TrainConfig.NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "%sno option of a training, allowed are %s"
                .formatted(origin, String.join(", ", TrainConfig.NAMES)));
      }
      parser.nextToken();
      List<String> values = values(name, origin);
      if (axes.put(name, new Axis(values, origin)) != null) {
        throw new IllegalArgumentException(origin + "given before, allowed is once");
      }
    }
    if (parser.nextToken() != null) {
      throw refusal("goes on after its object: allowed is one object");
    }
    return new Grid(axes);
  }

  private List<String> values(String name, String origin) {
    try {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        return parser.currentToken() == JsonToken.VALUE_STRING
            ? Values.of(name, parser.getString())
            : List.of(scalar());
      }
      List<String> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        values.addAll(Values.ofItem(name, scalar()));
      }
      if (values.isEmpty()) {
        throw holding("an empty array");
      }
      return values;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(origin + e.getMessage(), e);
    }
  }

  private String scalar() {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          parser.getString();
      case START_OBJECT -> throw holding("an object");
      case START_ARRAY -> throw holding("an array in an array");
      default -> throw holding("null");
    };
  }

  private static IllegalArgumentException holding(String what) {
    return new IllegalArgumentException("%s, allowed is %s".formatted(what, ALLOWED));
  }

  private IllegalArgumentException refusal(String reason) {
    return new IllegalArgumentException(
        "--grid is %s, %swhich %s".formatted(file, line(here()), reason));
  }

  private TokenStreamLocation here() {
    return parser.currentTokenLocation();
  }

  private static String line(TokenStreamLocation location) {
    return location == null ? "" : "line %d, ".formatted(location.getLineNr());
  }
}
