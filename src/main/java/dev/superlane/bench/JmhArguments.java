package dev.superlane.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * JMH's command line, taken apart.
 *
 * @param options in their order
 * @param patterns which benchmarks, as regular expressions
 */
public record JmhArguments(List<Option> options, List<String> patterns) {
  /** They only print, and take no value. */
  private static final Set<String> TELLING = Set.of("h", "l", "lp", "lprof", "lrf");

  private static final Set<String> NAMES =
      Set.of(
          ("bm bs e f foe gc i jvm jvmArgs jvmArgsAppend jvmArgsPrepend o opi p prof r rf rff si t tg"
                  + " to tu v w wbs wf wi wm wmb")
              .split(" "));

  /**
   * One option.
   *
   * @param name without its hyphen
   * @param value null where it has none
   */
  public record Option(String name, String value) {
    private Stream<String> words() {
      return value == null ? Stream.of("-" + name) : Stream.of("-" + name, value);
    }

    /** Whether a preset's {@code other} gives way to this. */
    private boolean replaces(Option other) {
      if (!name.equals(other.name)) {
        return false;
      }
      return switch (name) {
        case "e" -> false;
        case "p" -> key().equals(other.key());
        // JMH takes a profiler once.
        case "prof" -> Profilers.same(value, other.value);
        default -> true;
      };
    }

    private String key() {
      return value.substring(0, Math.max(0, value.indexOf('=')));
    }
  }

  /** Words with a space between them. */
  public static JmhArguments parse(String words) {
    return parse(List.of(words.split(" ")));
  }

  /** What JMH does not know is kept as it stands: JMH says what is wrong with it. */
  public static JmhArguments parse(List<String> words) {
    List<Option> options = new ArrayList<>();
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String name = word.startsWith("-") ? word.substring(1) : "";
      int equals = name.indexOf('=');
      if (name.isEmpty()) {
        patterns.add(word);
      } else if (NAMES.contains(name) && i + 1 < words.size()) {
        options.add(new Option(name, words.get(++i)));
      } else if (equals > 0 && NAMES.contains(name.substring(0, equals))) {
        options.add(new Option(name.substring(0, equals), name.substring(equals + 1)));
      } else if (!NAMES.contains(name)
          && !TELLING.contains(name)
          && NAMES.contains(name.substring(0, 1))) {
        options.add(new Option(name.substring(0, 1), name.substring(1)));
      } else {
        options.add(new Option(name, null));
      }
    }
    return new JmhArguments(List.copyOf(options), List.copyOf(patterns));
  }

  /** As they are typed. */
  public List<String> words() {
    return Stream.concat(options.stream().flatMap(Option::words), patterns.stream()).toList();
  }

  /** Whether JMH is only to tell something, as its help. */
  public boolean telling() {
    return options.stream().anyMatch(option -> TELLING.contains(option.name));
  }

  /** The value of an option that can stand once; empty if it does not. */
  public Optional<String> value(String name) {
    return options.stream()
        .filter(option -> option.name.equals(name) && option.value != null)
        .map(Option::value)
        .findFirst();
  }

  /** All values of an option. */
  public List<String> values(String name) {
    return options.stream()
        .filter(option -> option.name.equals(name) && option.value != null)
        .map(Option::value)
        .toList();
  }

  /** These, and of a preset what they leave open. */
  public JmhArguments over(JmhArguments preset) {
    Predicate<Option> open = option -> options.stream().noneMatch(own -> own.replaces(option));
    return new JmhArguments(
        Stream.concat(preset.options.stream().filter(open), options.stream()).toList(),
        patterns.isEmpty() ? preset.patterns : patterns);
  }

  /** With this value in place of any other of the option. */
  public JmhArguments with(String name, String value) {
    return new JmhArguments(List.of(new Option(name, value)), List.of()).over(this);
  }

  /** With more options for the forks' JVMs. */
  public JmhArguments withJvmOption(String option) {
    String given = value("jvmArgsAppend").map(options -> options + " ").orElse("");
    return with("jvmArgsAppend", given + option);
  }

  /** Without the benchmarks that a pattern matches. */
  JmhArguments without(String pattern) {
    Stream<Option> more = Stream.concat(options.stream(), Stream.of(new Option("e", pattern)));
    return new JmhArguments(more.toList(), patterns);
  }

  /** Of exactly these benchmarks. */
  public JmhArguments of(List<String> names) {
    return new JmhArguments(
        options, names.stream().map(name -> "^" + name.replace(".", "\\.") + "$").toList());
  }
}
