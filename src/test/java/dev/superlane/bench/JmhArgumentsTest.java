package dev.superlane.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JmhArgumentsTest {
  private static JmhArguments parse(String words) {
    return JmhArguments.parse(List.of(words.split(" ")));
  }

  private static String words(JmhArguments arguments) {
    return String.join(" ", arguments.words());
  }

  @Test
  void theUsersWordsWinOverAPresets() {
    JmhArguments preset = parse("-f 3 -wi 2 -p n=1 -p k=2 -prof gc Gemm");
    assertThat(words(parse("-f=5 -p n=7 -prof stack").over(preset)))
        .isEqualTo("-wi 2 -p k=2 -prof gc -f 5 -p n=7 -prof stack Gemm");
    assertThat(words(parse("Step|Peak").over(preset))).endsWith("-prof gc Step|Peak");
    // A profiler once, by either of its names.
    JmhArguments rates = parse("-prof roofline:rates");
    assertThat(words(parse("-prof roofline").over(rates))).isEqualTo("-prof roofline");
    assertThat(words(parse("-prof dev.superlane.jmh.RooflineProfiler").over(rates)))
        .isEqualTo("-prof dev.superlane.jmh.RooflineProfiler");
    assertThat(words(parse("-f1").over(parse("-f 3")))).isEqualTo("-f 1");
  }

  @Test
  void jvmOptionsAreAddedToThoseGiven() {
    assertThat(words(parse("-jvmArgsAppend -Xmx1g Gemm").withJvmOption("-XX:UseAVX=2")))
        .isEqualTo("-jvmArgsAppend -Xmx1g -XX:UseAVX=2 Gemm");
    assertThat(words(parse("Gemm").withJvmOption("-XX:UseAVX=2")))
        .isEqualTo("-jvmArgsAppend -XX:UseAVX=2 Gemm");
  }

  @Test
  void whatJmhDoesNotKnowIsLeftToJmh() {
    assertThat(words(parse("-zzz 3 Gemm -wi"))).isEqualTo("-zzz -wi 3 Gemm");
    assertThat(parse("-l Gemm").telling()).isTrue();
    assertThat(parse("-f 1 Gemm").telling()).isFalse();
  }
}
