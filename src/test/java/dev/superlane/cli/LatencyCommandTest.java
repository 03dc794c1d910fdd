package dev.superlane.cli;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LatencyCommandTest {
  private static final String SMALL =
      "latency --features 32 --width 8 --batch 8 --steps 300 --warm-up 100 --kernels scalar ";

  @TempDir Path folder;

  private static void holds(Path folder, String name, int count) throws IOException {
    try (HistogramLogReader log =
        new HistogramLogReader(folder.resolve("latency-" + name + ".hlog").toString())) {
      EncodableHistogram interval = log.nextIntervalHistogram();
      assertThat(((Histogram) interval).getTotalCount()).isEqualTo(count);
      assertThat(((Histogram) interval).getMaxValue()).isPositive();
      assertThat(log.nextIntervalHistogram()).isNull();
    }
    assertThat(folder.resolve("latency-" + name + ".txt"))
        .content()
        .contains("Percentile", "#[Max");
    assertThat(folder.resolve("latency-" + name + ".hlog"))
        .content()
        .startsWith("#superlane latency")
        .contains("no arrival schedule");
  }

  /**
   * HdrHistogram's own reader finds every step after the warm-up, of each path and thread count.
   */
  @Test
  void logsHoldEveryRecordedStep() throws Exception {
    Path out = folder.resolve("latency");
    CommandLineRun run = CommandLineRun.ofLine(SMALL + "--threads 1,2 --kernel none --out " + out);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.lastLine()).isEqualTo("results: " + out);
    assertThat(run.out()).startsWith("service time: a closed loop has no arrival schedule\n");
    for (String name : List.of("dense", "sparse", "dense-2-threads", "sparse-2-threads")) {
      holds(out, name, 200);
      assertThat(run.out()).contains("\n" + name + " ");
    }
    JsonNode json = new JsonMapper().readTree(Files.readString(out.resolve("latency.json")));
    assertThat(json.get("kind").stringValue()).startsWith("service time");
    assertThat(json.get("rows")).hasSize(4);
    for (JsonNode row : json.get("rows")) {
      assertThat(row.get("recorded").intValue()).isEqualTo(200);
      assertThat(row.get("warm_up").intValue()).isGreaterThanOrEqualTo(100);
      assertThat(row.get("longest")).hasSize(10);
      assertThat(row.get("max_ns").longValue()).isEqualTo(row.at("/longest/0/ns").longValue());
      assertThat(row.get("percentiles_ns").propertyNames())
          .containsExactly("p50", "p90", "p99", "p99.9", "p99.99");
      assertThat(row.at("/percentiles_ns/p99.9").longValue()).isPositive();
      assertThat(row.get("surroundings").has("disturbed")).isTrue();
    }
    assertThat(json.at("/machine/jdk").stringValue()).isNotEmpty();
    assertThat(json.at("/vectors/evidence").stringValue()).isNotEmpty();
  }

  @Test
  void kernelsAreTimedByName() throws Exception {
    Path out = folder.resolve("latency");
    String options = "--path sparse --kernel sample,gate-residual --out ";
    assertThat(CommandLineRun.ofLine(SMALL + options + out).exit()).isZero();
    for (String name : List.of("sparse", "sample", "gate-residual")) {
      holds(out, name, 200);
    }
    assertThat(out.resolve("latency-dense.hlog")).doesNotExist();
    assertThat(out.resolve("latency-gemm.hlog")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          latency --warm-up 20000    | --warm-up is 20000, allowed is 0 to 19999
          latency --warm-up -1       | --warm-up is -1, allowed is 0 to 19999
          latency --warm-up x        | --warm-up is x, allowed is 0 to 19999
          latency --kernel gemv      | --kernel is gemv, allowed are none, all, or with commas between them gemm, gather,
          latency --kernel gemm,     | --kernel is gemm,, allowed are none, all
          latency --threads 1,1      | --threads is 1,1, allowed are 1 to 16 different numbers
          latency --threads 1,x      | --threads is x
          latency --threads 0,1      | --threads is 0
          latency --features 1       | --features is 1
          latency --embedding identity --gradient population | --gradient is population
          latency --out /dev/null    | --out is /dev/null, which is not a folder: allowed is a folder
          run --out /dev/null        | --out is /dev/null, which is not a folder: allowed is a folder
          run --out /dev/null/x      | --out is /dev/null/x, which is not writable (Not a directory): allowed is a folder
          """)
  void badInputIsOneSentence(String line, String sentence) {
    CommandLineRun run = CommandLineRun.ofLine(line);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(sentence).hasLineCount(1);
  }

  /** What only the set-up of a path finds is found before the folder is made. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --init /nowhere/x                          | --init is /nowhere/x, which cannot be read
          --init pom.xml                             | /pom.xml, which cannot be used
          --spectrum /nowhere/x                      | --spectrum is /nowhere/x
          --features 65536 --width 8192              | which needs a heap of
          --path dense --features 65536 --batch 9999 | which needs a heap of
          """)
  void whatCannotBeSetUpWritesNothing(String line, String sentence) {
    refused("latency " + line, sentence);
  }

  /** An embedding of zeros has no stability limit to derive a learning rate from. */
  @Test
  void aRateThatCannotBeDerivedWritesNothing() throws Exception {
    String header =
        """
        {"embedding":{"dtype":"F32","shape":[4,2],"data_offsets":[0,32]},\
        "core":{"dtype":"F32","shape":[2,2],"data_offsets":[32,48]},\
        "bias":{"dtype":"F32","shape":[4],"data_offsets":[48,64]}}\
        """;
    ByteBuffer zeros = ByteBuffer.allocate(8 + header.length() + 64).order(LITTLE_ENDIAN);
    zeros.putLong(header.length()).put(header.getBytes(US_ASCII));
    Path init = folder.resolve("init.safetensors");
    Files.write(init, zeros.array());
    refused(
        "latency --features 4 --width 2 --init " + init,
        "--lr is auto, but the stability limit of this configuration is Infinity");
  }

  /** There every vector is an object, so every step would allocate. */
  @Test
  void withoutVectorInstructionsOnlyScalarKernelsAreTimed() throws Exception {
    Path out = folder.resolve("latency");
    Process process =
        CommandLineRun.start(
            folder, false, List.of("-XX:TieredStopAtLevel=1"), "latency", "--out", out.toString());
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(folder.resolve("err"))
        .content()
        .contains("superlane: --kernels is auto, which needs vector instructions: allowed here is")
        .contains("scalar, for the VM stops at C1");
    assertThat(out).doesNotExist();
  }

  private void refused(String line, String sentence) {
    Path out = folder.resolve("out");
    CommandLineRun run = CommandLineRun.ofLine(line + " --out " + out);
    assertThat(run.err()).contains(sentence).hasLineCount(1);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderThatHoldsSomethingIsRefused() throws Exception {
    Files.writeString(folder.resolve("kept"), "mine");
    CommandLineRun run = CommandLineRun.ofLine(SMALL + "--out " + folder);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("which is not empty: allowed is a folder that is empty or can be made");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
