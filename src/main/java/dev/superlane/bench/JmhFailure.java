package dev.superlane.bench;

import java.io.IOException;

/** A benchmark failed, or JMH did; the message is one sentence. */
public final class JmhFailure extends IOException {
  private static final long serialVersionUID = 1;

  JmhFailure(String sentence) {
    super(sentence);
  }
}
