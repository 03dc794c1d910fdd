package dev.superlane.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.train.Trajectory.Row;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
  private static Trajectory of(Row... rows) {
    Trajectory trajectory = new Trajectory();
    for (Row row : rows) {
      trajectory.add(row);
    }
    return trajectory;
  }

  private static Row row(int step) {
    return new Row(step, 1.0 / (1 + step), 0.5, 10L * step);
  }

  @Test
  void textIsShortestNumbersAndNewlinesInAnyLocale() {
    Trajectory trajectory =
        of(new Row(0, 0.1, 1, 0), new Row(1, 1 / 3.0, 0, 123), new Row(2, 1e-7, 0.25, 1L << 40));
    String text =
        "step,loss,open_gates,elapsed_ns\n0,0.1,1.0,0\n1,0.3333333333333333,0.0,123\n"
            + "2,1.0E-7,0.25,1099511627776\n";
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(trajectory.text()).isEqualTo(text);
      assertThat(Trajectory.parse(text).rows()).isEqualTo(trajectory.rows());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesWhatItDidNotWrite() {
    String header = "step,loss,open_gates,elapsed_ns\n";
    refused("", "line 1");
    refused("step,loss\n", "line 1");
    refused(header + "0,1,1,0\n1,NaN,1,0\n", "line 3 is '1,NaN,1,0'");
    refused(header + "0,1,1\n", "line 2 is '0,1,1'");
    refused(header + "0,1,1,0,0\n", "line 2");
    refused(header + "x,1,1,0\n", "line 2");
    refused(header + "0,1,1,0\n0,1,1,0\n", "line 3 does not ascend");
    refused(header + "0,1,1,0\n1,1,1,0", "line 3 is cut off");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> Trajectory.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aResumedTrainingSeesOnlyTheScheduleUpToItsStep() {
    Trajectory trajectory = of(row(0), row(1), row(2), row(3), row(8));
    trajectory.cutTo(8);
    assertThat(trajectory.rows()).containsExactly(row(0), row(1), row(2), row(3));
    trajectory.cutTo(2);
    assertThat(trajectory.rows()).containsExactly(row(0), row(1), row(2));
  }

  @Test
  void knowsWhetherRowsAreMissing() {
    assertThat(of(row(0), row(1), row(2)).completeTo(2)).isTrue();
    assertThat(of(row(0), row(1), row(2)).completeTo(3)).isFalse();
    assertThat(of(row(0), row(2)).completeTo(2)).isFalse();
    assertThat(of(row(0)).completeTo(0)).isTrue();
    assertThat(of(row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7)).completeTo(8))
        .isTrue();
  }

  @Test
  void deadIsTwoRowsWithEveryGateShut() {
    Row shut = new Row(1, 1, 0, 0);
    assertThat(of(shut).dead()).isFalse();
    assertThat(of(row(0), shut).dead()).isFalse();
    assertThat(of(shut, shut).dead()).isTrue();
    assertThat(of(shut, shut, row(3)).dead()).isFalse();
  }
}
