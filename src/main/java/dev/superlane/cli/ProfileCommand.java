package dev.superlane.cli;

import dev.superlane.machine.RunWatch;
import dev.superlane.profile.MachineMeasurement;
import dev.superlane.profile.MachineProfile;
import dev.superlane.train.KernelChoice;
import dev.superlane.train.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code profile}: what this machine can do at the most, and what share of it kernels reach. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Measures the fma peak, bandwidth of each level of memory, gather and scatter, at each vector"
          + " width, on one core and on all; then kernels and steps under that roof. About two"
          + " minutes.",
      "Writes machine.json and roofline plots into the folder, and machine.json to"
          + " reports/local too, where others find it: it holds while CPU, JDK and VM are the same.",
      "Exit: 0 done, 2 wrong options, 3 failed, 130 interrupted with nothing written."
    })
final class ProfileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder, made if it is not there. Default: reports/local/profile-<UTC>.")
  private String out;

  @Option(
      names = "--machine",
      paramLabel = "FILE",
      description =
          "A machine.json of this machine and JVM, whose limits are not measured again: only kernels"
              + " and steps are, in half a minute.")
  private Path machine;

  @Option(
      names = "--quick",
      description =
          "The widest vectors alone, without C, and the steps of one size; not left in reports/local.")
  private boolean quick;

  @Override
  public Integer call() throws CommandFailure, IOException {
    MachineProfile saved;
    Path folder;
    try {
      saved = saved();
      // A JVM that cannot run them is refused before there is a folder.
      KernelChoice.VECTOR.kernels();
      folder = ResultsFolder.create(out, "profile");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    MachineProfile profile;
    Thread measuring = Thread.currentThread();
    AtomicBoolean stopped = new AtomicBoolean();
    Interruption interruption =
        new Interruption(() -> {
          stopped.set(true);
          measuring.interrupt();
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        });
    try (RunWatch watch = RunWatch.begin()) {
      profile = MachineMeasurement.measure(watch, saved, quick, System.err::println);
      DisturbedRun.say(watch.soFar().reason());
    } catch (IOException | InterruptedException e) {
      if (!stopped.get() && e instanceof IOException failure) {
        throw failure;
      }
      // A JVM that was ended may look like one that failed.
      Files.delete(folder);
      System.err.println("interrupted: nothing is written, for a profile is whole or worthless");
      return Main.INTERRUPTED;
    } catch (IllegalStateException e) {
      throw new CommandFailure("the machine cannot be measured: " + e.getMessage(), e);
    } finally {
      interruption.end();
    }
    profile.write(folder.resolve(MachineProfile.FILE));
    if (!quick && saved == null) {
      share(profile);
    }
    System.out.print(ProfileText.of(profile));
    RooflinePlot.write(profile, folder);
    System.out.println("results: " + folder);
    return Main.OK;
  }

  private MachineProfile saved() {
    try {
      return machine == null ? null : MachineProfile.read(machine);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--machine is " + e.getMessage() + "; allowed is one that profile wrote here", e);
    }
  }

  /** Where other commands look; the folder has it in any case. */
  private static void share(MachineProfile profile) {
    Path shared = MachineProfile.SHARED;
    try {
      profile.write(shared);
    } catch (IOException e) {
      System.err.printf("superlane: warning: no %s (%s)%n", shared, Reason.of(e));
    }
  }
}
