package dev.superlane.train;

import dev.superlane.file.ResultFile;
import dev.superlane.fit.Measurement;
import dev.superlane.fit.Measurement.Exponent;
import dev.superlane.model.Optimizer;
import dev.superlane.model.StepPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What run.json holds.
 *
 * @param config every option by its long name, {@code lr} as the number in use
 * @param kernels the label of the kernels in use
 * @param sumP Σp: active features in a sample after clipping
 * @param machine facts about the CPU and the JVM
 * @param surroundings what else the machine did during the steps
 * @param stepsDone steps that the saved parameters have behind them
 * @param elapsedNs time of those steps, cumulative over resumes
 * @param checksums of the files that hold the numbers
 */
public record RunRecord(
    Map<String, Object> config,
    LearningRate rate,
    StepPath path,
    String kernels,
    double sumP,
    Map<String, Object> machine,
    Map<String, Object> surroundings,
    Status status,
    int stepsDone,
    Measurement exponent,
    long elapsedNs,
    Checksums checksums) {

  private static final JsonMapper JSON = new JsonMapper();

  String text() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("status", OptionValues.lower(status));
    summary.put("steps_done", stepsDone);
    summary.put("exponent", exponent instanceof Exponent e ? e.law().exponent() : null);
    summary.put("window", exponent instanceof Exponent e ? List.of(e.from(), e.to()) : null);
    summary.put("interval", null);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("config", config);
    root.put("path", OptionValues.lower(path));
    root.put("kernels", kernels);
    root.put("sum_p", sumP);
    root.put("lr_source", rate.source());
    root.put("stability_limit", rate.limited() ? rate.limit() : null);
    root.put("machine", machine);
    root.put("surroundings", surroundings);
    root.put("summary", summary);
    root.put("elapsed_ns", elapsedNs);
    root.put("parameters_crc32c", checksums.parameters());
    checksums.adam().ifPresent(adam -> root.put("adam_crc32c", adam));
    return ResultFile.jsonOfShortArrays(JSON, root);
  }

  /**
   * The part of a run.json that is read again.
   *
   * @param options by long name, {@code lr} as the number in use; those not in use are absent
   * @param exponent of the recorded losses; empty where there is none
   * @param surroundings empty in the run.json of an older version
   */
  public record Saved(
      Map<String, String> options,
      LearningRate rate,
      StepPath path,
      double sumP,
      Map<String, Object> surroundings,
      Status status,
      int stepsDone,
      OptionalDouble exponent,
      long elapsedNs,
      Checksums checksums) {}

  /**
   * @throws IllegalArgumentException if the text is no run.json or lacks something
   */
  static Saved parse(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
    Map<String, String> options = new LinkedHashMap<>();
    JsonNode config = require(root, "config", "config", JsonNode::isObject);
    for (String name : TrainConfig.NAMES) {
      JsonNode value = config.path(name);
      if (!value.isNull() && !value.isMissingNode()) {
        options.put(name, value.isString() ? value.stringValue() : value.toString());
      }
    }
    // Of a time when there was no other.
    options.putIfAbsent("optimizer", OptionValues.lower(Optimizer.SGD));
    double lr = require(config, "lr", "config.lr", JsonNode::isNumber).doubleValue();
    JsonNode limit = root.path("stability_limit");
    boolean auto = root.path("lr_source").asString("").startsWith("auto");
    JsonNode summary = require(root, "summary", "summary", JsonNode::isObject);
    return new Saved(
        options,
        new LearningRate(
            lr, limit.isNumber() ? limit.doubleValue() : Double.POSITIVE_INFINITY, auto),
        word(root, "path", "path", StepPath.class),
        require(root, "sum_p", "sum_p", JsonNode::isNumber).doubleValue(),
        surroundings(root.path("surroundings")),
        word(summary, "status", "summary.status", Status.class),
        require(summary, "steps_done", "summary.steps_done", JsonNode::isInt).intValue(),
        exponent(summary.path("exponent")),
        require(root, "elapsed_ns", "elapsed_ns", JsonNode::isIntegralNumber).longValue(),
        checksums(root, options));
  }

  private static OptionalDouble exponent(JsonNode saved) {
    return saved.isNumber() ? OptionalDouble.of(saved.doubleValue()) : OptionalDouble.empty();
  }

  private static Checksums checksums(JsonNode root, Map<String, String> options) {
    boolean kept = !root.path("parameters_crc32c").isNull();
    boolean adam = options.get("optimizer").equals(OptionValues.lower(Optimizer.ADAM));
    return new Checksums(
        kept ? text(root, "parameters_crc32c") : null,
        kept && adam ? Optional.of(text(root, "adam_crc32c")) : Optional.empty());
  }

  private static String text(JsonNode from, String name) {
    return require(from, name, name, JsonNode::isString).stringValue();
  }

  private static Map<String, Object> surroundings(JsonNode saved) {
    return saved.isObject() ? JSON.convertValue(saved, new TypeReference<>() {}) : Map.of();
  }

  private static <E extends Enum<E>> E word(
      JsonNode from, String name, String fullName, Class<E> type) {
    String word = require(from, name, fullName, JsonNode::isString).stringValue();
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its %s is '%s'".formatted(fullName, word), e);
    }
  }

  private static JsonNode require(
      JsonNode from, String name, String fullName, Predicate<JsonNode> valid) {
    JsonNode value = from.path(name);
    if (!valid.test(value)) {
      throw new IllegalArgumentException("it lacks a valid " + fullName);
    }
    return value;
  }
}
