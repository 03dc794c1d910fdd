package dev.superlane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
  private static final String SMALL = "sweep --features 32 --width 8 --batch 8 ";

  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void out() {
    out = folder.resolve("sweep");
  }

  private List<List<String>> table(String name) throws IOException {
    return Files.readAllLines(out.resolve(name)).stream()
        .map(line -> List.of(line.split(",", -1)))
        .toList();
  }

  private List<String> column(String table, String name) throws IOException {
    List<List<String>> rows = table(table);
    int at = rows.getFirst().indexOf(name);
    return rows.stream().skip(1).map(row -> row.get(at)).toList();
  }

  private List<Path> finished() throws IOException {
    Path folder = out.resolve("cells");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> cells = Files.list(folder)) {
      return cells.filter(cell -> !cell.getFileName().toString().startsWith(".")).toList();
    }
  }

  @Test
  void aRowARecordedStepAndARowACell() throws IOException {
    CommandLineRun run =
        CommandLineRun.ofLine(SMALL + "--steps 100 --seed 1..2 --lr 0.1,0.2 --out " + out);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.lastLine()).isEqualTo("results: " + out);
    assertThat(run.out())
        .startsWith("4 cells: 4 finished, 0 with all gates shut, 0 diverged, 0 failed, 0 not run");
    assertThat(run.err()).startsWith("4 cells, 0 finished already, ");
    assertThat(column("cells.csv", "lr")).containsExactly("0.1", "0.1", "0.2", "0.2");
    assertThat(column("cells.csv", "seed")).containsExactly("1", "2", "1", "2");
    assertThat(column("cells.csv", "status")).containsOnly("finished");
    // Every cell's own trajectory is in the table, beside its options.
    List<String> header = table("trajectories.csv").getFirst();
    int step = header.indexOf("step");
    for (List<String> row : table("cells.csv").subList(1, 5)) {
      List<String> lines =
          table("trajectories.csv").stream()
              .filter(line -> line.getFirst().equals(row.getFirst()))
              .peek(line -> {
                assertThat(line).hasSameSizeAs(header);
                assertThat(line.subList(0, step)).isEqualTo(row.subList(0, step));
              })
              .map(line -> String.join(",", line.subList(step, header.size())))
              .toList();
      Path trajectory = out.resolve("cells").resolve(row.getFirst()).resolve("trajectory.csv");
      assertThat(lines).hasSizeGreaterThan(20);
      assertThat(lines).isEqualTo(Files.readAllLines(trajectory).stream().skip(1).toList());
    }
    assertThat(header.subList(step - 1, header.size()))
        .containsExactly("status", "step", "loss", "open_gates", "elapsed_ns");
  }

  @Test
  void whatDivergedOrFailedIsToldAndAGridMayGrow() throws IOException {
    Path init = folder.resolve("with, comma");
    Files.writeString(init, "none");
    Path grid =
        Files.writeString(
            folder.resolve("g.json"),
            """
            {"features": 32, "width": 8, "batch": 8, "steps": 100, "lr": [0.1, 1000]}
            """);
    CommandLineRun run = CommandLineRun.ofLine("sweep --grid " + grid + " --out " + out);
    assertThat(run.exit()).isEqualTo(Main.FAILED);
    assertThat(run.lastLine()).isEqualTo("results: " + out);
    assertThat(run.err())
        .endsWith(
            "superlane: 1 of 2 cells diverged and 0 failed, see %s/cells.csv\n".formatted(out));
    assertThat(column("cells.csv", "status")).containsExactly("finished", "diverged");
    assertThat(column("trajectories.csv", "status")).contains("finished", "diverged");

    CommandLineRun more = CommandLineRun.ofLine("sweep --resume --lr 0.1,0.3 --out " + out);
    assertThat(more.exit()).as(more.err()).isZero();
    assertThat(more.err()).startsWith("2 cells, 1 finished already, ");
    assertThat(column("cells.csv", "lr")).containsExactly("0.1", "0.3");
    assertThat(finished()).hasSize(3);

    Files.writeString(grid, "{\"init\": [\"%s\"], \"seed\": [1, 2]}".formatted(init));
    Path second = folder.resolve("second");
    CommandLineRun failed =
        CommandLineRun.ofLine(SMALL + "--steps 1 --grid " + grid + " --out " + second);
    assertThat(failed.exit()).isEqualTo(Main.FAILED);
    assertThat(failed.err())
        .contains("0 of 2 cells diverged and 2 failed", "; the first that failed: --init is ");
    assertThat(Files.readString(second.resolve("cells.csv")))
        .contains(",\"%s\",failed,0,,,\"--init is %s, which".formatted(init, init));
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsWritten() throws IOException {
    for (String line :
        List.of(
            SMALL + "--lr 0.1,-1 --out " + out,
            SMALL + "--seed 1..x --out " + out,
            "sweep --features 65536 --width 30000 --out " + out,
            "sweep --grid nix.json --out " + out,
            "sweep --resume",
            "sweep --resume --out " + out)) {
      CommandLineRun run = CommandLineRun.ofLine(line);
      assertThat(run.exit()).as(line).isEqualTo(Main.USAGE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).matches("superlane: --[a-z]+ is .*allowed.*\\R|.*--resume needs.*\\R");
      assertThat(out).doesNotExist();
    }
  }

  @Test
  @Timeout(120)
  void aSignalKeepsWhatIsFinished() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
    // The second cell never ends by itself.
    Process process =
        CommandLineRun.start(
            folder,
            false,
            List.of(),
            (SMALL + "--steps 100,1000000000 --threads 1 --out " + out).split(" +"));
    try {
      while (finished().isEmpty()) {
        assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(CommandLineRun.ofLine("sweep --resume --steps 5 --out " + out))
          .isEqualTo(
              new CommandLineRun(
                  2,
                  "",
                  ("superlane: --out is %s, where another superlane is at work: allowed is another"
                          + " folder, or to wait%n")
                      .formatted(out)));
      process.destroy();
      assertThat(process.waitFor()).isEqualTo(130);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(Files.readString(folder.resolve("out"))).endsWith("results: " + out + "\n");
    assertThat(Files.readString(folder.resolve("err")))
        .contains("interrupted; go on with superlane sweep --resume --out " + out)
        .doesNotContain("Exception");
    assertThat(column("cells.csv", "steps")).containsExactly("100");
    CommandLineRun resumed = CommandLineRun.ofLine("sweep --resume --steps 100,200 --out " + out);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.err()).startsWith("2 cells, 1 finished already, ");
  }
}
