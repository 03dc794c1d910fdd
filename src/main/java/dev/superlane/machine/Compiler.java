package dev.superlane.machine;

import java.util.Optional;
import java.util.function.Function;

/** Whether HotSpot's C2 runs here: only it turns the Vector API into vector instructions. */
final class Compiler {
  private Compiler() {}

  /** One sentence with what is wrong and what to do; empty where C2 compiles. */
  static Optional<String> obstacle() {
    return obstacle(
        System.getProperty("java.vm.name", ""),
        System.getProperty("java.vm.info", ""),
        VmFlags::value);
  }

  /**
   * The same from what a VM says of itself.
   *
   * @param name the property java.vm.name
   * @param info the property java.vm.info
   * @param flags a VM flag's value by its name
   */
  static Optional<String> obstacle(
      String name, String info, Function<String, Optional<String>> flags) {
    Optional<String> tiered = flags.apply("TieredCompilation");
    if (name.contains("OpenJ9") || tiered.isEmpty()) {
      return Optional.of(
          "the VM is \""
              + name
              + "\", which is not known to make vector instructions of the Vector API: use a"
              + " HotSpot JDK such as Temurin");
    }
    if (info.startsWith("interpreted")) {
      return Optional.of(
          "the VM only interprets, which makes every vector an object on the heap: remove -Xint");
    }
    if (flags.apply("UseJVMCICompiler").equals(Optional.of("true"))) {
      return Optional.of("a JVMCI compiler replaces C2: remove -XX:+UseJVMCICompiler");
    }
    boolean stopped =
        tiered.get().equals("true")
            && flags.apply("TieredStopAtLevel").map(Integer::valueOf).orElse(4) < 4;
    if (stopped || info.contains("emulated-client")) {
      return Optional.of(
          "the VM stops at C1, which makes no vector instructions of the Vector API: remove"
              + " -XX:TieredStopAtLevel and -XX:CompilationMode");
    }
    return Optional.empty();
  }
}
