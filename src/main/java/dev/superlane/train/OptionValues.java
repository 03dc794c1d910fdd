package dev.superlane.train;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Options as they were typed, by long name without dashes. Reading one checks it. */
public final class OptionValues {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final Map<String, String> given;

  OptionValues(Map<String, String> given) {
    this.given = given;
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  String text(String name, String otherwise) {
    return given.getOrDefault(name, otherwise);
  }

  int integer(String name, int low, int high, int otherwise) {
    return (int) whole(name, low, high, otherwise);
  }

  long whole(String name, long low, long high, long otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    String typed = given.get(name);
    if (WHOLE.matcher(typed).matches()) {
      try {
        long value = Long.parseLong(typed);
        if (low <= value && value <= high) {
          return value;
        }
      } catch (NumberFormatException e) {
        // More digits than a long has: said below as out of range.
      }
    }
    throw refusal(name, "a whole number from %d to %d".formatted(low, high));
  }

  double positive(String name, double otherwise) {
    double value = number(name, otherwise);
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw refusal(name, "a finite number above 0");
    }
    return value;
  }

  double notNegative(String name, double otherwise) {
    double value = number(name, otherwise);
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw refusal(name, "a finite number of at least 0");
    }
    return value;
  }

  /** NaN for what is no decimal number; Java's own parser would take "1d" and hexadecimal. */
  private double number(String name, double otherwise) {
    return has(name) ? decimal(given.get(name)) : otherwise;
  }

  static double decimal(String typed) {
    return DECIMAL.matcher(typed).matches() ? Double.parseDouble(typed) : Double.NaN;
  }

  boolean truth(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    return switch (given.get(name).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refusal(name, "true or false");
    };
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    List<String> allowed = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(given.get(name))) {
        return constant;
      }
      allowed.add(lower(constant));
    }
    throw refusal(name, anyOf(allowed));
  }

  /** Whether the option is absent or {@code auto}, in any case. */
  boolean auto(String name) {
    return text(name, "auto").equalsIgnoreCase("auto");
  }

  Path path(String name) {
    try {
      if (!given.get(name).isBlank()) {
        return Path.of(given.get(name));
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw refusal(name, "a file name of this system");
  }

  IllegalArgumentException refusal(String name, String allowed) {
    return new IllegalArgumentException(
        "--%s is %s, allowed is %s".formatted(name, quoted(given.get(name)), allowed));
  }

  IllegalArgumentException refusal(String name, String reason, String allowed) {
    return new IllegalArgumentException(
        "--%s is %s, %s: allowed is %s".formatted(name, quoted(given.get(name)), reason, allowed));
  }

  private static String quoted(String typed) {
    return typed.isBlank() ? "'" + typed + "'" : typed;
  }

  /** As options and run.json name it. */
  public static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String anyOf(List<String> words) {
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
