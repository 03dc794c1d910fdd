package dev.superlane.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Each loop gives the exact result that its check asks for, and the check sees where it does not.
 */
class CoreDataTest {
  private static final long BYTES = 16 << 10;

  private final CoreData data = new CoreData(BYTES);

  @Test
  void arraysTakeTheWorkingSetTogether() {
    assertThat(data.layOut(BYTES, 1)).isEqualTo(4096);
    assertThat(data.layOut(BYTES, 2)).isEqualTo(2048);
    assertThat(data.layOut(BYTES, 3)).isEqualTo(1280);
    assertThat(data.layOutTable(BYTES)).isEqualTo(256);
  }

  @Test
  void streamsAreExact() {
    data.layOut(BYTES, 1);
    data.load();
    data.store();
    data.checkStore();
    assertThatThrownBy(data::load).isInstanceOf(IllegalStateException.class);
    data.layOut(BYTES, 1);
    data.update();
    data.update();
    data.checkUpdate();
    data.layOut(BYTES, 2);
    data.copy();
    data.checkCopy();
    data.layOut(BYTES, 3);
    data.triad();
    data.checkTriad();
  }

  @Test
  void checksSeeWhatWasNotDone() {
    data.layOut(BYTES, 3);
    assertThatThrownBy(data::checkStore).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(data::checkTriad).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(data::checkUpdate).isInstanceOf(IllegalStateException.class);
    data.store();
    assertThatThrownBy(data::checkCopy).isInstanceOf(IllegalStateException.class);
    data.layOutTable(BYTES);
    assertThatThrownBy(data::checkScatter).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void gatherAndScatterAreExact() {
    data.layOutTable(BYTES);
    data.gather();
    data.scatter();
    data.checkScatter();
    assertThatThrownBy(data::gather).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void loopsTouchWhatTheyNameAndNoMore() {
    float[] a = new float[StreamLoops.GRAIN * 3 + 10];
    StreamLoops.store(a, 5, StreamLoops.GRAIN, 3);
    assertThat(IntStream.range(0, a.length).filter(i -> a[i] == 3))
        .containsExactlyElementsOf(IntStream.range(5, 5 + StreamLoops.GRAIN).boxed().toList());
    int[] indices = IntStream.range(0, IndexedLoops.GRAIN).map(i -> 4 * i).toArray();
    float[] b = new float[4 * IndexedLoops.GRAIN];
    IndexedLoops.scatter(b, 1, indices, IndexedLoops.GRAIN, 2);
    assertThat(IntStream.range(0, b.length).filter(i -> b[i] == 2).boxed())
        .containsExactlyElementsOf(IntStream.of(indices).map(i -> i + 1).boxed().toList());
    assertThat(IndexedLoops.gather(b, 1, indices, IndexedLoops.GRAIN))
        .isEqualTo(2f * IndexedLoops.GRAIN);
  }
}
