package dev.superlane.cli;

import dev.superlane.file.ResultFile;
import dev.superlane.report.Page;
import dev.superlane.report.Results;
import dev.superlane.report.TerminalSummary;
import dev.superlane.train.Reason;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: one page from results folders. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Makes one self-contained HTML page from results folders: JMH's JSON, .hlog files, train runs,"
          + " verify.json, machine.json and reproductions, wherever in them; prints it in short.",
      "Exit: 0 done, 2 wrong input, 3 failed."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Results folders.")
  private List<String> folders;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description =
          "The page; one that is there is replaced. Default: report.html in the first DIR.")
  private String out;

  @Override
  public Integer call() throws CommandFailure {
    Results results;
    Path page;
    try {
      results = Results.read(folders.stream().map(ReportCommand::folder).toList());
      page = page();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("reading failed: " + Reason.of(e), e);
    }
    results.unreadable().forEach(line -> System.err.println("superlane: warning: " + line));
    try {
      ResultFile.replace(page, Page.of(results));
    } catch (IOException e) {
      throw new CommandFailure("writing %s failed: %s".formatted(page, Reason.of(e)), e);
    }
    boolean coloured = Terminal.stdout() && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    System.out.print(TerminalSummary.of(results, coloured, System.out.charset()));
    System.out.println("page: " + page);
    return Main.OK;
  }

  private static Path folder(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "DIR is '%s', which is no file name: allowed is a folder of results".formatted(name), e);
    }
  }

  private Path page() {
    String name = out == null ? Path.of(folders.getFirst(), "report.html").toString() : out;
    OutFile page = new OutFile("--out", name, "a .html file in a writable folder");
    if (!name.endsWith(".html")) {
      throw page.refusal("which is not a name that ends in .html");
    }
    return page.writable();
  }
}
