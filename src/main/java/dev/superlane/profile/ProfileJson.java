package dev.superlane.profile;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON and back, names in snake_case. */
final class ProfileJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private ProfileJson() {}

  static String line(Object value) {
    return JSON.writeValueAsString(value);
  }

  static String text(Object value) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    return JSON.writer().with(printer).writeValueAsString(value) + "\n";
  }

  /**
   * @throws tools.jackson.core.JacksonException if the text is not that
   */
  static <T> T read(String text, Class<T> type) {
    return JSON.readValue(text, type);
  }
}
