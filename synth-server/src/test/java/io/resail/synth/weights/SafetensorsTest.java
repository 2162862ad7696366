package io.resail.synth.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void givesBackWhatWasWrittenWhateverTheTypes() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("byte", Tensor.of(new byte[] {0, -1, 7}, 3));
    tensors.put("scalar", Tensor.of(new long[] {Long.MIN_VALUE}));
    tensors.put("none", Tensor.of(new float[0], 0, 4));
    tensors.put("float", Tensor.of(new float[] {1, -2.5f, Float.MAX_VALUE, 0}, 2, 2));
    for (ElementType type : ElementType.values()) {
      tensors.put("of " + type, Tensor.of(type, new byte[3 * type.bytes()], 3, 1));
    }
    Weights weights = new Weights(tensors, Map.of("name", "ü \"quoted\"\n"));

    Safetensors.write(file(), weights);

    assertThat(Safetensors.read(file())).isEqualTo(weights);
    assertThat(Safetensors.read(file()).hash()).isEqualTo(weights.hash());
  }

  @Test
  void alignsEveryTensorToItsElements() throws IOException {
    Weights weights =
        new Weights(
            Map.of(
                "b",
                Tensor.of(new byte[3], 3),
                "l",
                Tensor.of(new long[2], 2),
                "f",
                Tensor.of(new float[1], 1),
                "h",
                Tensor.of(new float[3], 3).halved()),
            Map.of());
    Safetensors.write(file(), weights);

    byte[] bytes = Files.readAllBytes(file());
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String json = new String(bytes, 8, (int) header, UTF_8);
    assertThat(header % 8).isZero();
    assertThat(json)
        .contains("\"l\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]}")
        .contains("\"f\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]}")
        .contains("\"h\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[20,26]}")
        .contains("\"b\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[26,29]}");
  }

  @Test
  void widensBothHalfPrecisionTypes() throws IOException {
    writeRaw(
        "{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[4,8]}}",
        new byte[] {0, 0x3c, 0, (byte) 0xc0, (byte) 0x80, 0x3f, 0x40, (byte) 0xc0});

    assertThat(Safetensors.read(file()).tensor("h").floats()).containsExactly(1, -2);
    assertThat(Safetensors.read(file()).tensor("b").floats()).containsExactly(1, -3);
  }

  @Test
  void readsTensorsBeyondTwoGibibytes() throws IOException {
    long gap = 3L << 30;
    String json =
        "{\"gap\":{\"dtype\":\"U8\",\"shape\":["
            + gap
            + "],\"data_offsets\":[0,"
            + gap
            + "]},"
            + "\"last\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":["
            + gap
            + ","
            + (gap + 8)
            + "]}}";
    try (RandomAccessFile out = new RandomAccessFile(file().toFile(), "rw")) {
      out.writeLong(Long.reverseBytes(json.length()));
      out.write(json.getBytes(UTF_8));
      out.seek(8 + json.length() + gap); // the gap takes no room on the disk
      out.writeInt(Integer.reverseBytes(-5));
      out.writeInt(Integer.reverseBytes(6));
    }

    Weights weights = Safetensors.read(file());

    assertThat(weights.tensor("last").longs()).containsExactly(-5, 6);
    assertThat(weights.tensor("gap").count()).isEqualTo(gap);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          overlap             | {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[6],"data_offsets":[2,8]}}
          gap                 | {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}
          beyond the end      | {"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}
          before the start    | {"a":{"dtype":"U8","shape":[9],"data_offsets":[-1,8]}}
          backwards           | {"a":{"dtype":"U8","shape":[8],"data_offsets":[8,0]}}
          data left over      | {"a":{"dtype":"U8","shape":[7],"data_offsets":[0,7]}}
          wrong size          | {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}
          negative shape      | {"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}
          shape overflows     | {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}
          fractional shape    | {"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}
          unknown type        | {"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}
          no type             | {"a":{"shape":[8],"data_offsets":[0,8]}}
          no shape            | {"a":{"dtype":"U8","data_offsets":[0,8]}}
          one offset          | {"a":{"dtype":"U8","shape":[8],"data_offsets":[8]}}
          extra field         | {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8],"x":1}}
          named twice         | {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}
          word named twice    | {"__metadata__":{"k":"1","k":"2"},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}
          words not text      | {"__metadata__":{"k":{}},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}
          a list              | [1,2]
          not JSON            | {a:1}
          unfinished          | {"a":{"dtype":"U8","shape":[8],
          goes on             | {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}{}
          deep                | {"a":{"dtype":"U8","shape":[[[[[[8]]]]]],"data_offsets":[0,8]}}
          """)
  void refusesAHeaderThatCannotBeTrueAndNamesTheFile(String what, String json) throws IOException {
    writeRaw(json, new byte[8]);

    assertDamaged();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 11, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
  void refusesAHeaderLengthThatCannotBeTrue(long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file(), bytes.putLong(length).put("{}        ".getBytes(UTF_8)).array());

    assertDamaged();
  }

  @Test
  void refusesAFileThatEndsBeforeItsHeader() throws IOException {
    Files.write(file(), new byte[7]);

    assertDamaged();
  }

  @Test
  void refusesAHeaderThatIsNotText() throws IOException {
    Files.write(file(), new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', (byte) 0xff});

    assertDamaged();
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> Safetensors.read(file()))
        .isInstanceOfSatisfying(
            FaultException.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.UNKNOWN));
  }

  private void assertDamaged() {
    assertThatThrownBy(() -> Safetensors.read(file()))
        .isInstanceOfSatisfying(
            FaultException.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.DAMAGED))
        .hasMessageContaining(file().toString());
  }

  private void writeRaw(String json, byte[] data) throws IOException {
    byte[] header = json.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header).put(data);
    Files.write(file(), bytes.array());
  }

  private Path file() {
    return folder.resolve("weights.safetensors");
  }
}
