package dev.superlane.sweep;

import dev.superlane.train.TrainConfig;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of one option, as they are typed: items between commas, each a value or a range. Which
 * values are allowed {@link TrainConfig} says.
 */
final class Values {
  /** Of one option, and cells in all. */
  static final int MOST = 1_000_000;

  /**
   * With exponents so short that a difference has hundreds of digits and not thousands of millions.
   */
  private static final String NUMBER =
      "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?";

  private static final Pattern RANGE =
      Pattern.compile("(log:)?(%s)\\.\\.(%s)(?:/([0-9]{1,7}))?".formatted(NUMBER, NUMBER));

  /** What was meant as a range, a file's name hardly ever being like that. */
  private static final Pattern LIKE_RANGE =
      Pattern.compile("log:.*|[+-]?\\.?[0-9][0-9.eE+-]*\\.\\..*");

  /** Rounding errors of logarithms and powers lie behind these digits. */
  private static final MathContext DIGITS = new MathContext(12);

  private static final Map<String, Object> DEFAULTS = TrainConfig.of(Map.of()).values();

  private final String name;
  private final boolean whole;

  private Values(String name) {
    this.name = name;
    Object value = DEFAULTS.get(name);
    whole = value instanceof Integer || value instanceof Long;
  }

  /**
   * @param name of the option, without dashes
   * @return distinct values in the order in which they stand
   * @throws IllegalArgumentException one sentence that names the option and what is allowed
   */
  static List<String> of(String name, String typed) {
    Values values = new Values(name);
    Set<String> all = new LinkedHashSet<>();
    for (String item : typed.split(",", -1)) {
      all.addAll(values.item(item.strip()));
    }
    return List.copyOf(all);
  }

  /** The same of an item that is not cut at commas. */
  static List<String> ofItem(String name, String item) {
    return new Values(name).item(item);
  }

  private List<String> item(String item) {
    Matcher range = RANGE.matcher(item);
    if (range.matches()) {
      return range(
          range.group(1) != null,
          new BigDecimal(range.group(2)),
          new BigDecimal(range.group(3)),
          range.group(4),
          item);
    }
    if (LIKE_RANGE.matcher(item).matches()) {
      throw refusal(item);
    }
    return List.of(item);
  }

  private List<String> range(
      boolean log, BigDecimal from, BigDecimal to, String count, String item) {
    BigDecimal width = to.subtract(from);
    boolean counted = whole && count == null && !log;
    if (width.signum() <= 0
        || log && from.signum() <= 0
        || count == null && !counted
        || counted && width.compareTo(BigDecimal.valueOf(MOST)) >= 0) {
      throw refusal(item);
    }
    int n = counted ? width.intValue() + 1 : Integer.parseInt(count);
    if (n < 2 || n > MOST) {
      throw refusal(item);
    }
    Set<String> values = new LinkedHashSet<>();
    for (int i = 0; i < n; i++) {
      values.add(
          text(
              counted
                  ? from.add(BigDecimal.valueOf(i))
                  : log ? logarithmic(from, to, i, n - 1) : linear(from, width, i, n - 1)));
    }
    return new ArrayList<>(values);
  }

  private static BigDecimal linear(BigDecimal from, BigDecimal width, int i, int last) {
    BigDecimal part =
        width
            .multiply(BigDecimal.valueOf(i))
            .divide(BigDecimal.valueOf(last), MathContext.DECIMAL64);
    return from.add(part);
  }

  private static BigDecimal logarithmic(BigDecimal from, BigDecimal to, int i, int last) {
    // The ends are those that were typed.
    if (i == 0 || i == last) {
      return i == 0 ? from : to;
    }
    double ratio = to.divide(from, MathContext.DECIMAL64).doubleValue();
    double value = from.doubleValue() * StrictMath.pow(ratio, i / (double) last);
    return new BigDecimal(value).round(DIGITS);
  }

  private String text(BigDecimal value) {
    if (whole) {
      return value.setScale(0, RoundingMode.HALF_EVEN).toPlainString();
    }
    return Double.toString(value.round(MathContext.DECIMAL64).doubleValue());
  }

  private IllegalArgumentException refusal(String item) {
    return new IllegalArgumentException(
        "--%s is %s, allowed is a value or a range with a below b and n from 2 to %d: %sa..b/n, or log:a..b/n with a above 0"
            .formatted(name, item, MOST, whole ? "a..b, " : ""));
  }
}
