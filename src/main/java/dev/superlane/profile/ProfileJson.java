package dev.superlane.profile;

import dev.superlane.file.ResultFile;
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
    return ResultFile.json(JSON, value);
  }

  /**
   * @throws tools.jackson.core.JacksonException if the text is not that
   */
  static <T> T read(String text, Class<T> type) {
    return JSON.readValue(text, type);
  }
}
