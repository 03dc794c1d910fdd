package dev.superlane.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Gradient;
import dev.superlane.model.StepPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainConfigTest {
  /** "--a 1 --b 2" as a map. */
  static Map<String, String> options(String line) {
    Map<String, String> options = new LinkedHashMap<>();
    String[] words = line.isBlank() ? new String[0] : line.strip().split(" +");
    for (int i = 0; i < words.length; i += 2) {
      options.put(words[i].substring(2), words[i + 1]);
    }
    return options;
  }

  private static TrainConfig of(String line) {
    return TrainConfig.of(options(line));
  }

  @Test
  void defaults() {
    TrainConfig config = of("");
    assertThat(config.values().toString())
        .isEqualTo(
            "{features=512, width=128, batch=256, steps=20000, optimizer=sgd, lr=auto, data-exponent=1.5,"
                + " channel-exponent=0.0, density=1.0, embedding=frozen, init-scale=0.1,"
                + " activation=relu, bias=true, spectrum=power, gradient=minibatch, seed=1,"
                + " path=auto, kernels=auto, threads=1, snapshots=null, init=null}");
    assertThat(config.values().keySet()).containsExactlyElementsOf(TrainConfig.NAMES);
  }

  @Test
  void snapshotsAreAscendingSteps() {
    assertThat(of("--steps 9 --snapshots 0,3,9").snapshots().steps()).containsExactly(0, 3, 9);
    assertThat(of("--steps 9 --snapshots 0,3,9").values()).containsEntry("snapshots", "0,3,9");
    assertThatThrownBy(() -> of("--steps 9 --snapshots 3,10"))
        .hasMessage(
            "--snapshots is 3,10, allowed is a list of ascending steps from 0 to --steps, 9, with"
                + " commas between them");
  }

  @Test
  void identityAndLinearBringTheirOwnDefaults() {
    TrainConfig identity = of("--embedding Identity --features 64");
    assertThat(identity.width()).isEqualTo(64);
    assertThat(identity.activation()).isEqualTo(Activation.LINEAR);
    assertThat(identity.bias()).isFalse();
    assertThat(identity.initScale()).isEqualTo(0);
    TrainConfig explicit =
        of(
            "--embedding identity --width 512 --activation linear --bias false --init-scale 0.2"
                + " --gradient population");
    assertThat(explicit.initScale()).isEqualTo(0.2);
    assertThat(explicit.gradient()).isEqualTo(Gradient.POPULATION);
    TrainConfig linear = of("--activation linear --gradient population");
    assertThat(linear.bias()).isFalse();
    assertThat(linear.initScale()).isEqualTo(0.1);
    assertThat(of("--bias false").bias()).isFalse();
  }

  @Test
  void wordsInAnyCaseAndNumbersInAnyNotation() {
    TrainConfig config =
        of(
            "--embedding LEARNED --activation ReLU --bias TRUE --spectrum Exponential:5e1 --path"
                + " Dense --kernels SCALAR --lr AUTO --density +2. --channel-exponent .5 --seed -7");
    assertThat(config.embedding()).isEqualTo(Embedding.LEARNED);
    assertThat(config.spectrumChoice().text()).isEqualTo("exponential:50.0");
    assertThat(config.path()).contains(StepPath.DENSE);
    assertThat(config.kernels()).isEqualTo(KernelChoice.SCALAR);
    assertThat(config.learningRate()).isEmpty();
    assertThat(config.density()).isEqualTo(2);
    assertThat(config.channelExponent()).isEqualTo(0.5);
    assertThat(config.seed()).isEqualTo(-7);
    assertThat(of("--path auto").path()).isEmpty();
    assertThat(of("--seed -9223372036854775808").seed()).isEqualTo(Long.MIN_VALUE);
    assertThat(of("--steps 2147483647").steps()).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --features 1                       | --features is 1, allowed is a whole number from 2 to 65536
          --features 65537                   | --features is 65537, allowed is a whole number from 2 to 65536
          --features 1e3                     | --features is 1e3, allowed is a whole number from 2 to 65536
          --width 0                          | --width is 0, allowed is a whole number from 1 to 65536
          --width 513                        | --width is 513, with --features 512 allowed is 1 to 512
          --features 64                      | --width is 128 (the default), with --features 64 allowed is 1 to 64
          --batch 65537                      | --batch is 65537, allowed is a whole number from 1 to 65536
          --steps -1                         | --steps is -1, allowed is a whole number from 0 to 2147483647
          --steps 2147483648                 | --steps is 2147483648, allowed is a whole number from 0 to 2147483647
          --steps 99999999999999999999       | --steps is 99999999999999999999, allowed is a whole number from 0 to 2147483647
          --lr 0                             | --lr is 0, allowed is auto or a finite number above 0
          --lr NaN                           | --lr is NaN, allowed is auto or a finite number above 0
          --lr 1e999                         | --lr is 1e999, allowed is auto or a finite number above 0
          --lr fast                          | --lr is fast, allowed is auto or a finite number above 0
          --data-exponent 0                  | --data-exponent is 0, allowed is a finite number above 0
          --data-exponent Infinity           | --data-exponent is Infinity, allowed is a finite number above 0
          --channel-exponent -0.5            | --channel-exponent is -0.5, allowed is a finite number of at least 0
          --channel-exponent nan             | --channel-exponent is nan, allowed is a finite number of at least 0
          --density 0                        | --density is 0, allowed is a finite number above 0
          --density 0x1p3                    | --density is 0x1p3, allowed is a finite number above 0
          --density 2d                       | --density is 2d, allowed is a finite number above 0
          --init-scale -1                    | --init-scale is -1, allowed is a finite number of at least 0
          --init-scale 1,5                   | --init-scale is 1,5, allowed is a finite number of at least 0
          --embedding random                 | --embedding is random, allowed is identity, frozen or learned
          --activation tanh                  | --activation is tanh, allowed is relu or linear
          --bias yes                         | --bias is yes, allowed is true or false
          --optimizer momentum               | --optimizer is momentum, allowed is sgd or adam
          --gradient full                    | --gradient is full, allowed is minibatch or population
          --seed 9223372036854775808         | --seed is 9223372036854775808, allowed is a whole number from -9223372036854775808 to 9223372036854775807
          --path fast                        | --path is fast, allowed is auto, dense or sparse
          --kernels avx                      | --kernels is avx, allowed is auto, scalar or vector
          --threads 0                        | --threads is 0, allowed is a whole number from 1 to 256
          --threads 257                      | --threads is 257, allowed is a whole number from 1 to 256
          --embedding identity --width 100   | --width is 100, with --embedding identity allowed is --features, 512
          --embedding identity --activation relu | --activation is relu, with --embedding identity allowed is linear
          --embedding identity --bias true   | --bias is true, with --embedding identity allowed is false
          --activation linear --bias true    | --bias is true, with --activation linear allowed is false
          --gradient population              | --gradient is population, with --activation relu allowed is minibatch
          --gradient population --activation linear --embedding learned | --gradient is population, with --embedding learned allowed is minibatch
          --spectrum linear --data-exponent 2 | --data-exponent is 2, with --spectrum linear it is not used: allowed is only with --spectrum power
          --spectrum exponential:0           | --spectrum is exponential:0, allowed is power, exponential:TAU with a finite TAU above 0, linear, or a readable file of counts
          --spectrum exponential:            | --spectrum is exponential:, allowed is power, exponential:TAU with a finite TAU above 0, linear, or a readable file of counts
          --spectrum exponential:NaN         | --spectrum is exponential:NaN, allowed is power, exponential:TAU with a finite TAU above 0, linear, or a readable file of counts
          --spectrum no-such-file            | --spectrum is no-such-file, which cannot be read (no such file or folder): allowed is power, exponential:TAU with a finite TAU above 0, linear, or a readable file of counts
          --momentum 0.9                     | --momentum is no option of a training, allowed are --features, --width, --batch, --steps, --optimizer, --lr, --data-exponent, --channel-exponent, --density, --embedding, --init-scale, --activation, --bias, --spectrum, --gradient, --seed, --path, --kernels, --threads, --snapshots, --init
          """)
  void refuses(String line, String message) {
    assertThatThrownBy(() -> of(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'1\n-2\n3\n', line 2 is '-2'",
    "'1\nx\n3\n', line 2 is 'x'",
    "'1\n2\n', line 3 is missing",
    "'0\n0\n0\n', all 0",
    "'1\n2\n3\n4\n', line 4 is '4'",
    "'1\nNaN\n3\n', line 2 is 'NaN'",
  })
  void refusesFilesOfCounts(String content, String message, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("counts.txt");
    Files.writeString(file, content);
    TrainConfig config = of("--features 3 --width 2 --spectrum " + file);
    assertThatThrownBy(() -> config.problem(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--spectrum is " + file + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void readsAFileOfCounts(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("counts.txt");
    Files.writeString(file, "6\n0\n2\n");
    TrainConfig config = of("--features 3 --width 2 --density 0.5 --spectrum " + file);
    assertThat(config.problem(1).spectrum().probabilities()).containsExactly(0.375, 0, 0.125);
    assertThat(config.values()).containsEntry("data-exponent", null);
    assertThat(config.values()).containsEntry("spectrum", file.toString());
  }
}
