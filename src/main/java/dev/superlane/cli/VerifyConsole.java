package dev.superlane.cli;

import dev.superlane.verify.Check;
import dev.superlane.verify.Group;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Rows on stdout as they come; under them, where stderr is a terminal, a bar of the checks done and
 * the name of the one that runs.
 */
final class VerifyConsole implements AutoCloseable {
  /** A line of the narrowest usual terminal. */
  private static final int WIDTH = 79;

  /** Null without a terminal. */
  private final ProgressBar bar;

  private final LastLine lastLine = new LastLine();

  VerifyConsole(int checks) {
    bar =
        Terminal.stderr()
            ? new ProgressBarBuilder()
                .setTaskName("verify")
                .setStyle(ProgressBarStyle.ASCII)
                .setInitialMax(checks)
                .setUpdateIntervalMillis(250)
                .setConsumer(lastLine)
                .build()
            : null;
  }

  void heading(Group group) {
    String heading = group.heading();
    line("");
    line(heading.substring(0, 1).toUpperCase(Locale.ROOT) + heading.substring(1));
    group.leftOut().forEach(what -> line("left out   " + what));
  }

  void starts(Check check) {
    if (bar != null) {
      bar.setExtraMessage(check.name());
    }
  }

  void row(Check.Result result) {
    if (bar != null) {
      bar.step();
    }
    line(text(result));
  }

  /** One row; the columns are measured, bound, what is checked, and where the bound comes from. */
  static String text(Check.Result result) {
    return String.format(
        Locale.ROOT,
        "%s  %8s %s %-8s  %s (%s)",
        result.passed() ? "PASS" : "FAIL",
        number(result.measured()),
        result.passed() ? "<=" : "> ",
        number(result.check().bound()),
        result.check().name(),
        result.problem().isEmpty() ? result.check().origin() : result.problem());
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  /** A line of results, above the bar. */
  void line(String text) {
    lastLine.above(text);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** Keeps the bar on the last line of the terminal. The library's own consumer knows no rows. */
  private static final class LastLine implements ProgressBarConsumer {
    private String shown = "";

    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public synchronized void accept(String rendered) {
      shown = rendered;
      System.err.print("\r" + rendered);
      System.err.flush();
    }

    synchronized void above(String text) {
      erase();
      System.out.println(text);
      System.out.flush();
      System.err.print(shown);
      System.err.flush();
    }

    private void erase() {
      if (!shown.isEmpty()) {
        System.err.print("\r" + " ".repeat(shown.length()) + "\r");
        System.err.flush();
      }
    }

    @Override
    public synchronized void close() {
      erase();
      shown = "";
    }
  }
}
