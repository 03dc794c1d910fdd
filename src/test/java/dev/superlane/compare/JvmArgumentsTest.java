package dev.superlane.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -XX:UseAVX=2 -Xmx1g                                | -XX:UseAVX=2 -Xmx1g
          --add-modules=jdk.incubator.vector                 | --add-modules=jdk.incubator.vector
          --sun-misc-unsafe-memory-access=allow              | -
          --enable-native-access=ALL-UNNAMED                 | -
          -Djava.io.tmpdir=/tmp/a -XX:ErrorFile=/b/hs.log    | -
          -javaagent:/home/a/lib/agent.jar=mode=1            | -javaagent:agent.jar=mode=1
          -Xbootclasspath/a:/home/a/x.jar                    | -Xbootclasspath/a:x.jar
          -Xlog:gc*:file=/home/a/gc.log:time                 | -Xlog:gc*:file=gc.log:time
          -XX:CompileCommandFile=/home/a/commands            | -XX:CompileCommandFile=commands
          -Dratio=1/2                                        | -Dratio=1/2
          -Xmx1g -Xmx2g -Xmx1g                               | -Xmx2g -Xmx1g
          """)
  void whatOnlyNamesAPlaceOrAJdkIsLeftOut(String given, String comparable) {
    assertThat(JvmArguments.comparable(List.of(given.split(" "))))
        .isEqualTo(comparable == null ? List.of() : List.of(comparable.split(" ")));
  }
}
