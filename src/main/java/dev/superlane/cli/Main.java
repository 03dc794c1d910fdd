package dev.superlane.cli;

import dev.superlane.train.Reason;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "superlane",
    mixinStandardHelpOptions = true,
    version = "superlane " + Main.VERSION,
    description =
        "Trains the superposition bottleneck model with hand-written Vector-API kernels, checks its"
            + " trajectories against theory, and measures the kernels.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands (each has its own --help):%n",
    usageHelpWidth = 100,
    subcommands = {
      RunCommand.class,
      DoctorCommand.class,
      TrainCommand.class,
      BatchCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      ProfileCommand.class,
      LatencyCommand.class,
      CompareCommand.class,
      SweepCommand.class,
      ReproduceCommand.class,
      ReportCommand.class
    })
public final class Main {
  static final String VERSION = "0.1.0";

  /** The command did its work. */
  public static final int OK = 0;

  /** Something that can be known before work starts is wrong. */
  public static final int USAGE = 2;

  /** Something went wrong later. */
  public static final int FAILED = 3;

  /** Stopped by a signal. */
  public static final int INTERRUPTED = 130;

  private Main() {}

  public static void main(String[] args) {
    // What a user sees has '.' as the decimal point and ASCII digits wherever it is run.
    Locale.setDefault(Locale.ROOT);
    // A signal before a command has anything to save ends with the same exit code as later.
    Interruption any = Interruption.atOnce(() -> {});
    int exit = run(args);
    any.end();
    // A print stream swallows its errors.
    if (System.out.checkError() && exit == OK) {
      exit = say("the results could not be written to stdout", FAILED);
    }
    System.exit(exit);
  }

  /** Runs one command line; returns its exit code. */
  public static int run(String... args) {
    try {
      return new CommandLine(new Main())
          .setExpandAtFiles(false)
          .setParameterExceptionHandler(Main::usage)
          .setExecutionExceptionHandler(Main::failed)
          .execute(args);
    } catch (OutOfMemoryError e) {
      return say(
          "the JVM's heap is too small (%d MiB); give it more with SUPERLANE_JAVA_OPTS=-Xmx..g"
              .formatted(Runtime.getRuntime().maxMemory() >> 20),
          FAILED);
    } catch (Error e) {
      return say(unexpected(e), FAILED);
    }
  }

  private static int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String help = "; see " + command.getCommandSpec().qualifiedName() + " --help";
    String commands = String.join(", ", command.getSubcommands().keySet());
    if (e instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      return say(
          commands.isEmpty() || first.startsWith("-")
              ? first + " is no option of this command" + help
              : first + " is no command, allowed are " + commands,
          USAGE);
    }
    if (!commands.isEmpty()) {
      return say("a command is missing, allowed are " + commands + help, USAGE);
    }
    // What picocli words itself names the option; what the commands word also says what is allowed.
    return say(e.getMessage() + (e.getCause() == null ? help : ""), USAGE);
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof CommandFailure) {
      return say(e.getMessage(), FAILED);
    }
    if (e instanceof IOException failure) {
      return say(Reason.of(failure), FAILED);
    }
    return say(unexpected(e), FAILED);
  }

  private static String unexpected(Throwable e) {
    Throwable what =
        e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
    return "unexpected " + what.getClass().getSimpleName() + ": " + what.getMessage();
  }

  private static int say(String sentence, int exit) {
    System.err.println("superlane: " + sentence.replaceAll("\\R", " "));
    return exit;
  }
}
