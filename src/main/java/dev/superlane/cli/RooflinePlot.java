package dev.superlane.cli;

import dev.superlane.profile.MachineProfile;
import dev.superlane.report.LogPlot;
import dev.superlane.report.Roofline;
import java.nio.file.Path;

/** The files of {@link Roofline}. */
final class RooflinePlot {
  private RooflinePlot() {}

  /** Writes roofline-1.svg and .png, and roofline-N of all cores; warns where it cannot. */
  static void write(MachineProfile profile, Path folder) {
    for (int cores : Roofline.cores(profile)) {
      String name = "roofline-" + cores;
      Drawing.draw(
          name,
          () -> {
            LogPlot plot = Roofline.plot(profile, cores);
            plot.writeSvg(folder.resolve(name + ".svg"));
            plot.writePng(folder.resolve(name + ".png"));
          });
    }
  }
}
