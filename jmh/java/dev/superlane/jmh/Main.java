package dev.superlane.jmh;

/** Entry point of {@code java -jar target/benchmarks.jar}: JMH as it stands. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    org.openjdk.jmh.Main.main(args);
  }
}
