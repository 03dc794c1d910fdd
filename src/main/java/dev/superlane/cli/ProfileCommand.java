package dev.superlane.cli;

import dev.superlane.machine.RunWatch;
import dev.superlane.profile.MachineMeasurement;
import dev.superlane.profile.MachineProfile;
import dev.superlane.train.KernelChoice;
import dev.superlane.train.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
      "Measures the fma peak, load, store, copy and triad bandwidth of each level of memory, gather"
          + " and scatter, at each vector width, on one core and on all; then kernels and steps"
          + " under that roof. About a minute and a half.",
      "Writes machine.json and roofline plots into the folder, and machine.json to reports/local"
          + " too, where others find it: it holds while CPU, JDK and VM flags are the same.",
      "Exit: 0 done, 2 wrong options, 3 failed."
    })
final class ProfileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder, made if it is not there. Default: reports/local/profile-<UTC>.")
  private String out;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    Path folder;
    try {
      // A JVM that cannot run them is refused before there is a folder.
      KernelChoice.VECTOR.kernels();
      folder = ResultsFolder.create(out, "profile");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    MachineProfile profile;
    try (RunWatch watch = RunWatch.begin()) {
      profile = MachineMeasurement.measure(watch, System.err::println);
      DisturbedRun.say(watch.soFar().reason());
    } catch (IllegalStateException e) {
      throw new CommandFailure("the machine cannot be measured: " + e.getMessage(), e);
    }
    profile.write(folder.resolve(MachineProfile.FILE));
    share(profile);
    System.out.print(ProfileText.of(profile));
    RooflinePlot.write(profile, folder);
    System.out.println("results: " + folder);
    return Main.OK;
  }

  /** Where other commands look; the folder has it in any case. */
  private static void share(MachineProfile profile) {
    Path shared = Path.of("reports", "local", MachineProfile.FILE);
    try {
      profile.write(shared);
    } catch (IOException e) {
      System.err.printf("superlane: warning: no %s (%s)%n", shared, Reason.of(e));
    }
  }
}
