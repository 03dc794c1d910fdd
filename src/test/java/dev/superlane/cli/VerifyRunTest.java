package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.machine.RunWatch;
import dev.superlane.verify.Check;
import dev.superlane.verify.CurvePair;
import dev.superlane.verify.Group;
import dev.superlane.verify.Outcome;
import dev.superlane.verify.VerifyRecord;
import dev.superlane.verify.VerifyRecord.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class VerifyRunTest {
  private static final Check GOOD = new Check("sum", 2, "by hand", () -> 1.5);

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final RunWatch watch = RunWatch.begin();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    watch.close();
  }

  private VerifyRun run(Group... groups) {
    return new VerifyRun(
        List.of(groups), folder, new VerifyRecord(folder, Map.of("preset", "quick"), watch));
  }

  private JsonNode json() throws Exception {
    return new JsonMapper().readTree(Files.readString(folder.resolve("verify.json")));
  }

  @Test
  void aFailedCheckIsARowAndTheRestGoesOn() throws Exception {
    Check bad = new Check("product", 1e-4, "Higham", () -> 2e-4);
    Check broken =
        new Check(
            "tail",
            0,
            "bits",
            (Check.Deviation)
                () -> {
                  throw new IndexOutOfBoundsException("7");
                });
    Check lost = new Check("quotient", 1, "none", () -> Double.NaN);
    Group group = new Group("things hold", List.of(bad, broken, lost, GOOD), List.of("512 bit"));
    assertThat(run(group).run()).isEqualTo(Status.FAILED);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """

            Things hold
            left out   512 bit
            FAIL  0.000200 >  0.000100  product (Higham)
            FAIL       NaN >  0         tail (IndexOutOfBoundsException: 7)
            FAIL       NaN >  1         quotient (none)
            PASS      1.50 <= 2         sum (by hand)
            """);
    JsonNode rows = json().path("rows");
    assertThat(rows.path(0).path("measured").doubleValue()).isEqualTo(2e-4);
    assertThat(rows.path(0).path("passed").booleanValue()).isFalse();
    assertThat(rows.path(1).path("measured").stringValue()).isEqualTo("NaN");
    assertThat(rows.path(1).path("problem").stringValue())
        .isEqualTo("IndexOutOfBoundsException: 7");
    assertThat(rows.path(3).path("group").stringValue()).isEqualTo("things hold");
    JsonNode summary = json().path("summary");
    assertThat(summary.path("status").stringValue()).isEqualTo("failed");
    assertThat(summary.path("failed").intValue()).isEqualTo(3);
    assertThat(summary.path("left_out").path(0).stringValue()).isEqualTo("things hold: 512 bit");
  }

  @Test
  void aRowIsSavedBeforeTheNextCheckBegins() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Check endless =
        new Check(
            "endless",
            0,
            "none",
            () -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return 0;
            });
    VerifyRun run = run(new Group("things hold", List.of(GOOD, endless, GOOD)));
    Thread stopper =
        new Thread(() -> {
          try {
            begun.await();
            assertThat(json().path("rows").size()).isEqualTo(1);
            assertThat(json().path("summary").path("status").stringValue()).isEqualTo("running");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          } finally {
            run.requestStop();
          }
        });
    Throwable[] thrown = {null};
    stopper.setUncaughtExceptionHandler((thread, e) -> thrown[0] = e);
    stopper.start();
    assertThat(run.run()).isEqualTo(Status.INTERRUPTED);
    stopper.join();
    assertThat(thrown[0]).isNull();
    assertThat(json().path("rows").size()).isEqualTo(1);
    assertThat(json().path("summary").path("status").stringValue()).isEqualTo("interrupted");
  }

  @Test
  void whatIsNoFailureOfACheckEndsTheRun() throws Exception {
    Check error =
        new Check(
            "heap",
            0,
            "none",
            (Check.Deviation)
                () -> {
                  throw new OutOfMemoryError("heap");
                });
    VerifyRun run = run(new Group("things hold", List.of(GOOD, error)));
    assertThatThrownBy(run::run).isInstanceOf(OutOfMemoryError.class);
    assertThat(json().path("rows").size()).isEqualTo(1);
    assertThat(json().path("summary").path("status").stringValue()).isEqualTo("broken");
  }

  @Test
  void curvesLeaveTheirNumbersAndPictures() throws Exception {
    double[] steps = {0, 1, 10};
    CurvePair curves =
        new CurvePair(steps, new double[] {1, 0.5, 0.1}, new double[] {1, 0.6, 0.1}, new double[3]);
    Check check = new Check("curve", 0.3, "none", () -> Outcome.of(curves.worst(), curves));
    assertThat(run(new Group("curves", List.of(GOOD, check))).run()).isEqualTo(Status.PASSED);
    assertThat(json().path("rows").path(1).path("measured").doubleValue()).isEqualTo(0.6 / 0.5 - 1);
    assertThat(json().path("rows").path(1).path("curve").stringValue()).isEqualTo("curve-01");
    assertThat(Files.readString(folder.resolve("curve-01.csv")))
        .isEqualTo(
            "step,theory,trained,relative_difference,allowed\n"
                + "0.0,1.0,1.0,0.0,0.0\n"
                + "1.0,0.5,0.6,"
                + (0.6 / 0.5 - 1)
                + ",0.0\n10.0,0.1,0.1,0.0,0.0\n");
    assertThat(Files.readString(folder.resolve("curve-01.svg"))).contains("theory", "trained");
    assertThat(folder.resolve("curve-01-difference.png")).isNotEmptyFile();
  }
}
