package dev.superlane.reproduce;

import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that one reproduction trains, and the one window that is given and not found: that of the
 * students without superposition.
 *
 * @param text the JSON it was read from
 * @param dataExponents a of the grid, ascending
 * @param channelExponents b of the grid, ascending
 * @param sequential without superposition: a column an a, row after row of one b
 * @param superposition the same grid with a bottleneck
 * @param window first and last step between which exponents without superposition are measured
 * @param transition a list of ascending K/N for each chosen (a, b)
 * @param variedDataExponent a of the variations, where they have one
 * @param variations of robustness; empty where that is not asked for
 */
public record Recipe(
    String text,
    List<Double> dataExponents,
    List<Double> channelExponents,
    List<Setting> sequential,
    List<Setting> superposition,
    double[] window,
    List<List<Setting>> transition,
    double variedDataExponent,
    List<Variation> variations) {
  /**
   * Something that is changed.
   *
   * @param settings one a channel exponent
   */
  public record Variation(String name, List<Setting> settings) {}

  /** The value of {@code spectrum} that stands for the counts that the project ships. */
  static final String WORDS = "words";

  private static final String RESOURCE = "recipe.json";

  /**
   * One of those that the project ships.
   *
   * @param name quick or main
   * @param robustness whether its variations are part of it
   * @param words the file of counts that takes the place of {@link #WORDS}
   */
  public static Recipe shipped(String name, boolean robustness, String words) {
    try (InputStream in = Recipe.class.getResourceAsStream(RESOURCE)) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      JsonNode one = JsonMapper.shared().readTree(all).path(name);
      return parse(one.toPrettyString(), robustness, words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if a key is missing or unknown, or an option is not valid
   */
  static Recipe parse(String text, boolean robustness, String words) {
    return new Reader(JsonMapper.shared().readTree(text), words).recipe(text, robustness);
  }

  /** Every setting once, in the order in which they are shown. */
  public List<Setting> settings() {
    List<Setting> all = new ArrayList<>(sequential);
    all.addAll(superposition);
    transition.forEach(all::addAll);
    variations.forEach(variation -> all.addAll(variation.settings()));
    return all;
  }

  /** What is trained. */
  public String sentence() {
    TrainConfig grid = superposition.getFirst().config();
    long trainings = settings().stream().mapToLong(setting -> setting.seeds().size()).sum();
    return "N = %d, K = %d, B = %d, \u03b7 = %s, %d steps, %d seeds: %d settings, %d trainings"
        .formatted(
            grid.features(),
            grid.width(),
            grid.batch(),
            grid.learningRate().isPresent()
                ? Numbers.plain(grid.learningRate().getAsDouble())
                : "auto",
            grid.steps(),
            superposition.getFirst().seeds().size(),
            settings().size(),
            trainings);
  }

  /** N of the grid with superposition. */
  int features() {
    return superposition.getFirst().config().features();
  }

  private static final class Reader {
    private static final Set<String> KEYS =
        Set.of(
            "seeds",
            "common",
            "superposition",
            "sequential",
            "data-exponents",
            "channel-exponents",
            "sequential-window",
            "transition",
            "robustness");

    private final JsonNode root;
    private final String words;
    private final List<Long> seeds = new ArrayList<>();

    Reader(JsonNode root, String words) {
      this.root = root;
      this.words = words;
      Set<String> found = new TreeSet<>(root.propertyNames());
      if (!found.equals(new TreeSet<>(KEYS))) {
        throw new IllegalArgumentException(
            "the recipe has the keys %s, allowed are exactly %s"
                .formatted(found, new TreeSet<>(KEYS)));
      }
      root.path("seeds").forEach(seed -> seeds.add(seed.longValue()));
    }

    Recipe recipe(String text, boolean robustness) {
      Map<String, String> bottleneck = with(options("common"), options("superposition"));
      JsonNode window = root.path("sequential-window");
      return new Recipe(
          text,
          numbers("data-exponents"),
          numbers("channel-exponents"),
          grid("sequential", with(options("common"), options("sequential"))),
          grid("superposition", bottleneck),
          new double[] {window.path(0).doubleValue(), window.path(1).doubleValue()},
          transition(bottleneck),
          root.path("robustness").path("data-exponent").doubleValue(),
          robustness ? variations(bottleneck) : List.of());
    }

    private List<Setting> grid(String id, Map<String, String> options) {
      List<Setting> grid = new ArrayList<>();
      for (double b : numbers("channel-exponents")) {
        for (double a : numbers("data-exponents")) {
          grid.add(setting(id + "/" + name(a, b), with(options, exponents(a, b))));
        }
      }
      return grid;
    }

    private List<List<Setting>> transition(Map<String, String> bottleneck) {
      JsonNode node = root.path("transition");
      List<List<Setting>> transition = new ArrayList<>();
      for (JsonNode pair : node.path("data-and-channel-exponents")) {
        double a = pair.path(0).doubleValue();
        double b = pair.path(1).doubleValue();
        Map<String, String> options =
            with(with(bottleneck, options(node.path("options"))), exponents(a, b));
        int features = Integer.parseInt(options.get("features"));
        List<Setting> settings = new ArrayList<>();
        for (JsonNode divisor : node.path("features-per-width")) {
          String width = Integer.toString(features / divisor.intValue());
          settings.add(
              setting(
                  "transition/%s-K%s".formatted(name(a, b), width),
                  with(options, Map.of("width", width))));
        }
        transition.add(settings.reversed());
      }
      return transition;
    }

    private List<Variation> variations(Map<String, String> bottleneck) {
      JsonNode node = root.path("robustness");
      List<Variation> variations = new ArrayList<>();
      for (JsonNode variation : node.path("variations")) {
        String name = variation.path("name").stringValue();
        List<Setting> settings = new ArrayList<>();
        for (double b : numbers("channel-exponents")) {
          double a = node.path("data-exponent").doubleValue();
          Map<String, String> options = with(bottleneck, exponents(a, b));
          options.putAll(options(variation.path("options")));
          if (options.containsKey("spectrum")) {
            options.remove("data-exponent");
            options.computeIfPresent("spectrum", (key, s) -> s.equals(WORDS) ? words : s);
          }
          String folder = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
          settings.add(setting("robustness/%s/b%s".formatted(folder, Numbers.plain(b)), options));
        }
        variations.add(new Variation(name, settings));
      }
      return variations;
    }

    private Setting setting(String id, Map<String, String> options) {
      Setting setting = new Setting(id, options, List.copyOf(seeds));
      try {
        setting.configs();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("%s: %s".formatted(id, e.getMessage()), e);
      }
      return setting;
    }

    private static String name(double a, double b) {
      return "a%s-b%s".formatted(Numbers.plain(a), Numbers.plain(b));
    }

    private static Map<String, String> exponents(double a, double b) {
      // In this order in every JVM: equal reproductions are equal files.
      Map<String, String> exponents = new LinkedHashMap<>();
      exponents.put("data-exponent", Numbers.plain(a));
      exponents.put("channel-exponent", Numbers.plain(b));
      return exponents;
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
      Map<String, String> all = new LinkedHashMap<>(some);
      all.putAll(more);
      return all;
    }

    private Map<String, String> options(String key) {
      return options(root.path(key));
    }

    private static Map<String, String> options(JsonNode node) {
      Map<String, String> options = new LinkedHashMap<>();
      node.propertyStream()
          .forEach(option -> options.put(option.getKey(), option.getValue().asString()));
      return options;
    }

    private List<Double> numbers(String key) {
      List<Double> numbers = new ArrayList<>();
      root.path(key).forEach(number -> numbers.add(number.doubleValue()));
      return numbers;
    }
  }
}
