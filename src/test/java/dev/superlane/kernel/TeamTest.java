package dev.superlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TeamTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyPartRunsOnceARun(int threads) {
    int runs = 3000;
    AtomicIntegerArray counts = new AtomicIntegerArray(threads);
    Thread[] ranOn = new Thread[threads];
    try (Team team = new Team(threads)) {
      assertThat(team.threads()).isEqualTo(threads);
      for (int run = 1; run <= runs; run++) {
        team.run((part, parts) -> {
          if (parts == threads) {
            counts.incrementAndGet(part);
          }
          ranOn[part] = Thread.currentThread();
        });
        for (int part = 0; part < threads; part++) {
          assertThat(counts.get(part)).isEqualTo(run);
        }
      }
    }
    assertThat(ranOn).doesNotHaveDuplicates();
    assertThat(ranOn[0]).isSameAs(Thread.currentThread());
  }

  /** What the parts wrote without synchronisation is there when run returns. */
  @Test
  void runPublishesWhatPartsWrote() {
    int[] values = new int[3];
    try (Team team = new Team(3)) {
      for (int run = 1; run <= 3000; run++) {
        team.run((part, parts) -> values[part]++);
        assertThat(values).containsOnly(run);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFailureIsRethrownAndTheTeamWorksOn(int failing) {
    try (Team team = new Team(3)) {
      for (int run = 0; run < 100; run++) {
        assertThatThrownBy(() ->
                team.run((part, parts) -> {
                  if (part == failing) {
                    throw new ArithmeticException("part " + part);
                  }
                }))
            .hasMessageEndingWith("part " + failing)
            .satisfiesAnyOf(
                thrown -> assertThat(thrown).isInstanceOf(ArithmeticException.class),
                thrown -> assertThat(thrown).hasCauseInstanceOf(ArithmeticException.class));
        assertAllPartsRun(team);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void failuresOfAllPartsAreRethrownOnce(int threads) {
    try (Team team = new Team(threads)) {
      assertThatThrownBy(() ->
              team.run((part, parts) -> {
                throw new ArithmeticException("all");
              }))
          .hasMessageContaining("all");
      assertAllPartsRun(team);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyTaskRunsOnceARunInOrderOfItsThread(int threads) {
    try (Team team = new Team(threads)) {
      for (int run = 0; run < 1000; run++) {
        int tasks = run % (2 * team.tasks());
        AtomicIntegerArray counts = new AtomicIntegerArray(tasks);
        int[] last = new int[threads];
        Arrays.fill(last, -1);
        team.run(
            (thread, task, of) -> {
              assertThat(of).isEqualTo(tasks);
              assertThat(task).isGreaterThan(last[thread]);
              last[thread] = task;
              counts.incrementAndGet(task);
            },
            tasks);
        for (int task = 0; task < tasks; task++) {
          assertThat(counts.get(task)).isEqualTo(1);
        }
      }
    }
  }

  /** The first task waits for all the others: with a fixed split none of its thread would run. */
  @Test
  void aFreeThreadTakesWhatABusyOneWouldHave() {
    AtomicInteger others = new AtomicInteger();
    try (Team team = new Team(2)) {
      team.run(
          (thread, task, tasks) -> {
            if (task > 0) {
              others.incrementAndGet();
            }
            while (task == 0 && others.get() < tasks - 1) {
              Thread.onSpinWait();
            }
          },
          10);
    }
    assertThat(others).hasValue(9);
  }

  @Test
  void oneThreadHasOneTask() {
    try (Team one = new Team(1);
        Team three = new Team(3)) {
      assertThat(one.tasks()).isEqualTo(1);
      assertThat(three.tasks()).isEqualTo(24);
    }
  }

  @Test
  void aTasksFailureIsRethrown() {
    try (Team team = new Team(2)) {
      assertThatThrownBy(() ->
              team.run(
                  (thread, task, tasks) -> {
                    if (task == 5) {
                      throw new ArithmeticException("task 5");
                    }
                  },
                  8))
          .hasMessageEndingWith("task 5");
      assertAllPartsRun(team);
    }
  }

  private static void assertAllPartsRun(Team team) {
    AtomicIntegerArray counts = new AtomicIntegerArray(team.threads());
    team.run((part, parts) -> counts.incrementAndGet(part));
    for (int part = 0; part < team.threads(); part++) {
      assertThat(counts.get(part)).isEqualTo(1);
    }
  }

  @Test
  void aTeamHasAtLeastOneThread() {
    assertThatThrownBy(() -> new Team(0).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads is 0, allowed is 1 or more");
  }

  @Test
  void boundsCoverEveryOutputOnceInWholeGrains() {
    for (int size : new int[] {0, 1, 2, 15, 16, 17, 63, 100, 1000, Integer.MAX_VALUE}) {
      for (int parts = 1; parts <= 9; parts++) {
        for (int grain : new int[] {1, 4, 6, 16, 64}) {
          assertThat(Team.bound(size, 0, parts, grain)).isZero();
          assertThat(Team.bound(size, parts, parts, grain)).isEqualTo(size);
          int smallest = Integer.MAX_VALUE;
          int largest = 0;
          for (int part = 0; part < parts; part++) {
            int from = Team.bound(size, part, parts, grain);
            int to = Team.bound(size, part + 1, parts, grain);
            assertThat(to).isGreaterThanOrEqualTo(from);
            assertThat(to % grain == 0 || to == size).isTrue();
            smallest = Math.min(smallest, to - from);
            largest = Math.max(largest, to - from);
          }
          // One part may have a grain more than another, the last grain may be ragged.
          assertThat(largest - smallest).isLessThan(2 * grain);
        }
      }
    }
  }
}
