package dev.superlane.machine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunQueueTest {
  @ParameterizedTest
  @CsvSource({
    "1.00 0.47 0.90 5/147 8138, 5",
    "0.00 0.00 0.00 12/9 1, 12",
    "0.00 0.00 0.00 12, 0",
    "0.00 0.00 0.00 x/9, 0",
    "0.00 0.00, 0",
    "'', 0"
  })
  void theRunnableTasksAreTheFourthWord(String text, int runnable) {
    assertThat(RunQueue.runnable(ByteBuffer.wrap(text.getBytes(US_ASCII)))).isEqualTo(runnable);
  }

  @Test
  void thereIsNoQueueWhereNothingCanBeRead(@TempDir Path folder) {
    assertThat(RunQueue.start(folder.resolve("absent"))).isNull();
  }
}
