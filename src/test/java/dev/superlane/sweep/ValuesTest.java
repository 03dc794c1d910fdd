package dev.superlane.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seed            | 7                 | 7
          seed            | 1001..1005        | 1001 1002 1003 1004 1005
          seed            | -1..1             | -1 0 1
          seed            | 9223372036854775806..9223372036854775807 | 9223372036854775806 9223372036854775807
          seed            | 1..3,9,3          | 1 2 3 9
          width           | 64..256/4         | 64 128 192 256
          width           | 1..2/5            | 1 2
          features        | log:64..1024/5    | 64 128 256 512 1024
          steps           | log:10..1000/4    | 10 46 215 1000
          lr              | 0.1..0.4/4        | 0.1 0.2 0.3 0.4
          lr              | auto, .5          | auto .5
          lr              | log:0.05..0.4/4   | 0.05 0.1 0.2 0.4
          lr              | log:1e-3..1e1/5   | 0.001 0.01 0.1 1.0 10.0
          density         | 1..2/3            | 1.0 1.5 2.0
          spectrum        | ../words.txt,linear | ../words.txt linear
          spectrum        | exponential:3     | exponential:3
          """)
  void areListsAndRanges(String name, String typed, String values) {
    assertThat(Values.of(name, typed)).containsExactly(values.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2..1",
        "1..1",
        "1..x",
        "1..2/1",
        "1..2/",
        "1..1000001",
        "1..2/9999999",
        "log:0..1/3",
        "log:1..2",
        "log:5",
        "1e999999999..2/3",
        "0..1e-999999999/3"
      })
  void wrongRangesAreRefusedInASentence(String typed) {
    assertThatThrownBy(() -> Values.of("seed", typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--seed is "
                + typed
                + ", allowed is a value or a range with a below b and n from 2 to 1000000: a..b, a..b/n, or log:a..b/n with a above 0");
  }

  @Test
  void aRangeOfNumbersNeedsACount() {
    assertThatThrownBy(() -> Values.of("lr", "0.1..0.4"))
        .hasMessageStartingWith("--lr is 0.1..0.4, allowed is")
        .hasMessageContaining(": a..b/n, or");
  }
}
