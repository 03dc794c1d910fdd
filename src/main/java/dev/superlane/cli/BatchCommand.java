package dev.superlane.cli;

import dev.superlane.data.BatchFile;
import dev.superlane.data.BatchSampler;
import dev.superlane.data.SparseBatch;
import dev.superlane.data.Stream;
import dev.superlane.file.ResultFile;
import dev.superlane.model.Evaluation;
import dev.superlane.model.Gradient;
import dev.superlane.model.Problem;
import dev.superlane.train.Reason;
import dev.superlane.train.TrainConfig;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code batch}: one batch of a training into a file. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description =
        "Writes the batch that leads a training from step t to t + 1, or its held-out set, as a CSR"
            + " matrix that scipy.sparse.load_npz reads. Takes the options of train.")
final class BatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--step",
      paramLabel = "t",
      description = "0 to 2147483646. No default; not needed with --held-out.")
  private String step;

  @Option(
      names = "--held-out",
      description = "The samples that losses are evaluated on. Default: the batch of --step.")
  private boolean heldOut;

  @Option(
      names = "--out",
      paramLabel = "FILE.npz",
      required = true,
      description = "The file to write, in a folder that exists. No default.")
  private String out;

  @Mixin private TrainOptions options;

  @Override
  public Integer call() throws CommandFailure {
    SparseBatch batch;
    Path file;
    Problem problem;
    Interruption early = Interruption.atOnce(this::sayInterrupted);
    try {
      int from = step();
      TrainConfig config = TrainConfig.of(options.given());
      if (config.gradient() == Gradient.POPULATION) {
        throw new IllegalArgumentException(
            "--gradient is population, which draws no batches: allowed is minibatch");
      }
      problem = config.problem(1);
      file = new OutFile("--out", out, "a file in a writable folder").writable();
      batch = sample(problem, from);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } finally {
      early.end();
    }
    return write(file, batch, problem.shape().features());
  }

  private int write(Path file, SparseBatch batch, int features) throws CommandFailure {
    Interruption interruption = new Interruption(Thread.currentThread()::interrupt);
    try {
      ResultFile.replace(file, path -> BatchFile.write(path, batch, features));
      System.out.println(batch.rows + " samples with " + batch.nonZeros() + " active features");
      System.out.println("results: " + file);
      return Main.OK;
    } catch (ClosedByInterruptException e) {
      sayInterrupted();
      return Main.INTERRUPTED;
    } catch (IOException e) {
      throw new CommandFailure("writing %s failed: %s".formatted(file, Reason.of(e)), e);
    } finally {
      interruption.end();
    }
  }

  private void sayInterrupted() {
    System.err.println("interrupted before " + out + " was written");
  }

  private int step() {
    if (step == null && heldOut) {
      return 0;
    }
    if (step == null) {
      throw new IllegalArgumentException("--step is missing: allowed is 0 to 2147483646");
    }
    if (step.matches("[0-9]{1,10}") && Long.parseLong(step) < Integer.MAX_VALUE) {
      return Integer.parseInt(step);
    }
    throw new IllegalArgumentException(
        "--step is %s, allowed is a whole number from 0 to 2147483646".formatted(step));
  }

  private SparseBatch sample(Problem problem, int from) {
    try {
      int rows = heldOut ? Evaluation.HELD_OUT : problem.shape().batch();
      SparseBatch batch = SparseBatch.forSpectrum(problem.spectrum(), rows);
      BatchSampler sampler = new BatchSampler(problem.spectrum(), problem.seed());
      sampler.sample(heldOut ? Stream.HELD_OUT : Stream.BATCH, heldOut ? 0 : from, rows, batch);
      return batch;
    } catch (OutOfMemoryError e) {
      throw new IllegalArgumentException(
          "--batch is %d, whose active features do not fit into this JVM's heap of %d MiB: give it more with SUPERLANE_JAVA_OPTS=-Xmx..g"
              .formatted(problem.shape().batch(), Runtime.getRuntime().maxMemory() >> 20),
          e);
    }
  }
}
