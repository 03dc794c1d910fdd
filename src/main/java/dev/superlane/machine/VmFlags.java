package dev.superlane.machine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** HotSpot's flags as the running VM has them. */
public final class VmFlags {
  private VmFlags() {}

  /** A flag's value; empty where this VM has no such flag, or is not HotSpot. */
  public static Optional<String> value(String name) {
    try {
      HotSpotDiagnosticMXBean bean =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return Optional.of(bean.getVMOption(name).getValue());
    } catch (RuntimeException | LinkageError absent) {
      return Optional.empty();
    }
  }
}
