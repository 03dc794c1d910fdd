package dev.superlane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeacherTest {
  @Test
  void isThePowerOfTheOneBasedChannel() {
    assertThat(Teacher.importance(4, 0)).containsExactly(1, 1, 1, 1);
    assertThat(Teacher.importance(4, 1)).containsExactly(1, 1 / 2f, 1 / 3f, 1 / 4f);
    assertThat(Teacher.importance(4, 0.5)).containsExactly(1, 0.70710678f, 0.57735027f, 0.5f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesOtherExponents(double channelExponent) {
    assertThatThrownBy(() -> Teacher.importance(4, channelExponent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "channelExponent is %s, allowed is a finite number of at least 0", channelExponent);
  }
}
