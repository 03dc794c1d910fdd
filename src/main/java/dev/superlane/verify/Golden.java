package dev.superlane.verify;

import dev.superlane.kernel.Team;
import dev.superlane.model.Parameters;
import dev.superlane.model.TrainingStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Ten steps of every mode and path as bits: a CRC-32 of the parameters after each step and the loss
 * of the end. Those of the resource golden.txt must come out on every machine and JVM. Whoever
 * changes an order of summation on purpose writes new ones with {@link GoldenJvm} and says so.
 */
final class Golden {
  /** Stands where no loss was asked for. */
  static final String NONE = "-";

  private static final int STEPS = 10;
  private static final String SEPARATOR = ": ";

  private Golden() {}

  /** What came out of a route: a checksum a step, then the loss, all hexadecimal. */
  static List<String> bits(Route route, Subject subject) {
    return bits(route, subject, Integer.MAX_VALUE);
  }

  /**
   * The same with {@link #NONE} for the loss of a student of more than {@code features}, whose 4096
   * held-out samples take an interpreter a minute.
   */
  static List<String> bits(Route route, Subject subject, int features) {
    Case student = route.student();
    Parameters parameters = student.start();
    List<String> bits = new ArrayList<>();
    try (Team team = subject.team()) {
      TrainingStep step = subject.step(student.problem(), parameters, route.path(), team);
      for (int t = 0; t < STEPS; t++) {
        step.advance(t);
        bits.add("%08x".formatted(checksum(parameters)));
      }
      if (student.problem().shape().features() > features) {
        bits.add(NONE);
      } else {
        double loss = subject.loss(student.problem(), parameters, team).getAsDouble();
        bits.add("%016x".formatted(Double.doubleToRawLongBits(loss)));
      }
    }
    return bits;
  }

  private static long checksum(Parameters parameters) {
    int length = parameters.values.length - Parameters.FIRST;
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * length);
    bytes.asFloatBuffer().put(parameters.values, Parameters.FIRST, length);
    CRC32 crc = new CRC32();
    crc.update(bytes.array());
    return crc.getValue();
  }

  /** A line of golden.txt. */
  static String line(String route, List<String> bits) {
    return route + SEPARATOR + String.join(" ", bits);
  }

  /** The stored bits by the route's name. */
  static Map<String, List<String>> stored() {
    try (InputStream resource = Golden.class.getResourceAsStream("golden.txt")) {
      return parse(new String(resource.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bits by name, of {@link #line}s. */
  static Map<String, List<String>> parse(String lines) {
    Map<String, List<String>> bits = new LinkedHashMap<>();
    lines
        .lines()
        .forEach(line -> {
          int end = line.lastIndexOf(SEPARATOR);
          bits.put(
              line.substring(0, end), List.of(line.substring(end + SEPARATOR.length()).split(" ")));
        });
    return bits;
  }

  /**
   * How many of the ten steps and the loss differ, a loss that was not asked for aside; all of them
   * where something is missing.
   */
  static int differing(List<String> stored, List<String> found) {
    if (stored == null || found == null || stored.size() != found.size()) {
      return STEPS + 1;
    }
    int differing = 0;
    for (int i = 0; i < stored.size(); i++) {
      boolean notAsked = i == STEPS && found.get(i).equals(NONE);
      differing += notAsked || stored.get(i).equals(found.get(i)) ? 0 : 1;
    }
    return differing;
  }
}
