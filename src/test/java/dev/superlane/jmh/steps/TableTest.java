package dev.superlane.jmh.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  private static Table table() {
    Table table = new Table("part", "ms");
    table.row("H, V, P", "12.5");
    table.row("rest", "");
    return table;
  }

  @Test
  void textIsAlignedAndMarkdownHasARuleUnderItsHeader() {
    assertThat(table().text()).isEqualTo("part       ms\nH, V, P  12.5\nrest\n");
    assertThat(table().markdown())
        .isEqualTo("| part | ms |\n|---|---:|\n| H, V, P | 12.5 |\n| rest |  |\n");
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    assertThatThrownBy(() -> table().row("one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row has 1 cells, allowed are 2");
  }
}
