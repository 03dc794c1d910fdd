package dev.superlane.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.superlane.model.Activation;
import dev.superlane.model.Embedding;
import dev.superlane.model.Moments;
import dev.superlane.model.Parameters;
import dev.superlane.model.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  private static final Shape RELU = new Shape(3, 2, 1, Embedding.FROZEN, Activation.RELU, true);
  private static final Shape IDENTITY =
      new Shape(2, 2, 1, Embedding.IDENTITY, Activation.LINEAR, false);
  private static final String HEADER =
      "{\"embedding\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[0,24]},"
          + "\"core\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[24,40]},"
          + "\"bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[40,52]}}";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("p.safetensors");
  }

  private static byte[] bytes(String header, int floats) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + 4 * floats).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    for (int i = 0; i < floats; i++) {
      bytes.putFloat(i + 0.5f);
    }
    return bytes.array();
  }

  private static Parameters counting(Shape shape) {
    Parameters parameters = new Parameters(shape);
    for (int i = Parameters.FIRST; i < parameters.values.length; i++) {
      parameters.values[i] = i - Parameters.FIRST + 0.5f;
    }
    return parameters;
  }

  @Test
  void bytesAreLengthPaddedHeaderAndNumbers() throws IOException {
    Safetensors.write(file, Safetensors.tensors(counting(RELU)));
    String padded = HEADER + " ".repeat(-HEADER.length() & 7);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes(padded, 13));

    Safetensors.write(file, Safetensors.tensors(counting(IDENTITY)));
    String core = "{\"core\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes(core + " ".repeat(-core.length() & 7), 4));
  }

  @Test
  void momentsAreThoseOfTrainedTensors() {
    assertThat(Safetensors.tensors(Moments.zero(RELU)))
        .extracting(Safetensors.Tensor::name)
        .containsExactly(
            "first_moment.core", "first_moment.bias", "second_moment.core", "second_moment.bias");
    Shape learned = new Shape(3, 2, 1, Embedding.LEARNED, Activation.LINEAR, false);
    assertThat(Safetensors.tensors(Moments.zero(learned)))
        .extracting(Safetensors.Tensor::name)
        .containsExactly(
            "first_moment.embedding",
            "first_moment.core",
            "second_moment.embedding",
            "second_moment.core");
    assertThat(Safetensors.tensors(Moments.zero(IDENTITY))).hasSize(2);
  }

  @Test
  void readsBackEveryBitOfManyChunks() throws IOException {
    // 700·699 + 699² + 700 floats are 3.9 MB: several chunks, ends not on their border.
    Shape shape = new Shape(700, 699, 1, Embedding.LEARNED, Activation.RELU, true);
    Parameters written = Parameters.initial(shape, 1, 5);
    written.values[written.bias] = -0.0f;
    written.values[written.bias + 1] = Float.MIN_VALUE;
    Safetensors.write(file, Safetensors.tensors(written));
    Parameters read = new Parameters(shape);
    Safetensors.read(file, Safetensors.tensors(read));
    for (int i = 0; i < read.values.length; i++) {
      assertThat(Float.floatToRawIntBits(read.values[i]))
          .isEqualTo(Float.floatToRawIntBits(written.values[i]));
    }
  }

  @Test
  void readsOtherOrdersAndMetadata() throws IOException {
    String other =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
            + "\"core\":{\"shape\": [2, 2],\"dtype\":\"F32\",\"data_offsets\":[12,28]},"
            + "\"embedding\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[28,52]}}";
    Files.write(file, bytes(other, 13));
    Parameters read = new Parameters(RELU);
    Safetensors.read(file, Safetensors.tensors(read));
    assertThat(Arrays.copyOfRange(read.values, read.bias, read.bias + 3))
        .containsExactly(0.5f, 1.5f, 2.5f);
    assertThat(read.values[read.core]).isEqualTo(3.5f);
    assertThat(read.values[read.embedding + 5]).isEqualTo(12.5f);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    refused(new byte[0], "it is too short for a safetensors file");
    refused(new byte[7], "it is too short for a safetensors file");
    refused("not a safetensors file".getBytes(StandardCharsets.US_ASCII), "its header would have");
    refused(bytes("", 13), "its header would have 0 bytes");
    byte[] negative = bytes(HEADER, 13);
    Arrays.fill(negative, 0, 8, (byte) -1);
    refused(negative, "its header would have 18446744073709551615 bytes");
    refused(bytes("{]", 13), "its header is not JSON");
    refused(bytes("[]", 13), "its header is no JSON object");
    refused(bytes("{}", 0), "it lacks the tensor embedding of shape [3, 2]");
    refused(bytes(HEADER, 12), "it has ");
    refused(bytes(HEADER, 14), "it has ");
    refusedHeader("\"F32\",\"shape\":[2,2]", "\"F16\",\"shape\":[2,2]", "core is of type 'F16'");
    refusedHeader("[2,2]", "[4]", "core has shape [4], this student's has [2, 2]");
    refusedHeader("[2,2]", "4", "core has shape 4, this student's has [2, 2]");
    refusedHeader("[3,2]", "[2,3]", "embedding has shape [2, 3], this student's has [3, 2]");
    refusedHeader("[24,40]", "[25,40]", "core begins at byte 25 of the numbers, expected is 24");
    refusedHeader("[24,40]", "[20,40]", "core begins at byte 20 of the numbers, expected is 24");
    refusedHeader("[24,40]", "[40,24]", "core has no valid data_offsets");
    refusedHeader("[24,40]", "[24]", "core has no valid data_offsets");
    refusedHeader("[24,40]", "[24,1e3]", "core has no valid data_offsets");
    refusedHeader("[24,40]", "[24,99999999999999999999]", "core has no valid data_offsets");
    refusedHeader("\"bias\"", "\"core\"", "its header is not JSON");
    refusedHeader("\"bias\"", "\"offset\"", "it lacks the tensor bias of shape [3]");
    String extra =
        HEADER.substring(0, HEADER.length() - 1)
            + ",\"more\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[52,56]}}";
    refused(bytes(extra, 14), "it holds the tensor more, this student has only embedding, core");
    // Offsets that meet the next tensor, but not the shape.
    String shifted = HEADER.replace("[24,40]", "[24,44]").replace("[40,52]", "[44,52]");
    refused(bytes(shifted, 13), "core has 20 bytes, shape [2, 2] needs 16");
    byte[] nan = bytes(HEADER, 13);
    ByteBuffer.wrap(nan).order(ByteOrder.LITTLE_ENDIAN).putFloat(nan.length - 4, Float.NaN);
    refused(nan, "it holds numbers that are not finite");
  }

  private void refusedHeader(String part, String by, String message) throws IOException {
    refused(bytes(HEADER.replace(part, by), 13), message);
  }

  private void refused(byte[] content, String message) throws IOException {
    Files.write(file, content);
    assertThatThrownBy(() -> Safetensors.read(file, Safetensors.tensors(new Parameters(RELU))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
