package dev.superlane;

/**
 * Maven hides the class path of tests, which a child JVM needs, behind a jar of its own; between
 * the making of one of these and its end java.class.path is the real one.
 */
public final class TestClassPath implements AutoCloseable {
  private static final String PROPERTY = "java.class.path";

  private final String hidden = System.getProperty(PROPERTY);

  public TestClassPath() {
    System.setProperty(PROPERTY, real());
  }

  /** The class path of tests. */
  public static String real() {
    return System.getProperty("surefire.test.class.path", System.getProperty(PROPERTY));
  }

  @Override
  public void close() {
    System.setProperty(PROPERTY, hidden);
  }
}
