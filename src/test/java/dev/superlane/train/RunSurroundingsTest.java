package dev.superlane.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What this machine does meanwhile is not known here: only what was before is. */
class RunSurroundingsTest {
  private static RunSurroundings after(Map<String, Object> earlier) {
    RunSurroundings surroundings = new RunSurroundings(earlier);
    surroundings.begin();
    surroundings.close();
    return surroundings;
  }

  @Test
  void aNewTrainingHasNothingEarlier() {
    assertThat(after(Map.of()).facts()).containsKey("disturbed").doesNotContainKey("earlier");
  }

  @Test
  void whatDisturbedATrainingStaysWhenItIsResumed() {
    RunSurroundings resumed = after(Map.of("disturbed", true, "reason", "steal"));
    assertThat(resumed.facts()).containsEntry("disturbed", true).containsKey("earlier");
    assertThat(resumed.reason()).get().asString().endsWith("before it was resumed, steal");
    RunSurroundings twice =
        after(
            Map.copyOf(Map.of("disturbed", true, "reason", "load; before it was resumed, steal")));
    assertThat(twice.reason()).get().asString().endsWith("before it was resumed, load; steal");
  }

  @Test
  void whatDidNotDisturbIsKeptToo() {
    Map<String, Object> earlier = Map.of("disturbed", false, "seconds", 3);
    assertThat(after(earlier).facts()).containsEntry("earlier", earlier);
    assertThat(after(earlier).reason().orElse("")).doesNotContain("resumed");
  }
}
