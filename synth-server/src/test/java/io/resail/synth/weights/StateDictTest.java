package io.resail.synth.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDictTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zipped.pth", "streamed.pth"})
  void readsEveryTensorOfBothForms(String name) throws IOException {
    Weights weights = StateDict.read(resource(name));

    assertThat(weights.tensors().keySet())
        .containsExactly(
            "fc.weight",
            "fc.transposed",
            "fc.last",
            "norm.num_batches_tracked",
            "half",
            "bfloat",
            "truth",
            "double");
    assertThat(weights.tensor("fc.weight").shape()).containsExactly(2, 3);
    assertThat(weights.tensor("fc.weight").floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(weights.tensor("fc.transposed").shape()).containsExactly(3, 2);
    assertThat(weights.tensor("fc.transposed").floats()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(weights.tensor("fc.last").floats()).containsExactly(5, 6);
    assertThat(weights.tensor("norm.num_batches_tracked").shape()).isEmpty();
    assertThat(weights.tensor("norm.num_batches_tracked").longs()).containsExactly(7);
    assertThat(weights.tensor("half").floats()).containsExactly(0.5f, -2, 65504);
    assertThat(weights.tensor("bfloat").floats()).containsExactly(1, -3);
    assertThat(weights.tensor("truth").longs()).containsExactly(1, 0, 1);
    assertThat(weights.tensor("double").doubles()).containsExactly(0.1, 1e300);
  }

  @Test
  void namesNestedTensorsByTheirPathAndKeepsNumbersAsWords() throws IOException {
    Weights weights = StateDict.read(resource("nested.pth"));

    assertThat(weights.tensor("state_dict.fc.last").floats()).containsExactly(5, 6);
    assertThat(weights.under("state_dict.").tensor("fc.last").floats()).containsExactly(5, 6);
    assertThat(weights.metadata())
        .isEqualTo(
            Map.of(
                "epoch", "12", "rate", "0.5", "steps.0", "3", "steps.1", "1180591620717411303424"));
  }

  @Test
  void refusesCompressedEntriesSinceTheyCouldUnfoldWithoutEnd() throws IOException {
    assertRefused(resource("compressed.pth"), "compressed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a call            | cos\\nsystem\\n(X\\2\\0\\0\\0lstR.            | os.system
          an instance       | (X\\2\\0\\0\\0lsios\\nsystem\\n.              | os.system
          by the stack      | X\\2\\0\\0\\0osX\\6\\0\\0\\0system\\x93.       | os.system
          a builtin         | c__builtin__\\neval\\n.                       | __builtin__.eval
          another of torch  | ctorch.jit\\n_unpickle\\n.                    | torch.jit._unpickle
          a storage called  | ctorch\\nFloatStorage\\n)R.                   | torch.FloatStorage
          a new object      | ccollections\\nOrderedDict\\n)\\x81.          | 0x81
          an extension      | \\x82\\1.                                      | 0x82
          """)
  void refusesEveryNameThatIsNotPartOfAStateDictAndSaysWhich(
      String what, String pickle, String named) throws IOException {
    assertRefused(zip(unescaped(pickle), ""), named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing at all         | ''
          no end                 | ]]]
          pop of nothing         | 0.
          mark without a stack   | t.
          a text beyond the end  | X\\xff\\xff\\xff\\x7fab.
          a negative length      | X\\xff\\xff\\xff\\xffab.
          a memo never written   | h\\5.
          a key without a value  | }(K\\1u.
          a list as a key        | }]K\\1s.
          append to a number     | K\\1K\\2a.
          a reference to a file  | X\\4\\0\\0\\0file\\x85Q.
          a list in itself       | ]q\\0h\\0a.
          """)
  void refusesWhatIsNoPickleOfAStateDict(String what, String pickle) throws IOException {
    assertRefused(zip(unescaped(pickle), ""), "");
  }

  /// Twenty lists, each of ten references to the one before, are 10^20 values in 600 bytes.
  @Test
  void refusesAPickleThatUnfoldsWithoutEnd() throws IOException {
    StringBuilder pickle = new StringBuilder("]q\0K\1a");
    for (char level = 1; level < 15; level++) {
      pickle.append("](").append(("h" + (char) (level - 1)).repeat(10)).append("eq").append(level);
    }
    assertRefused(zip(pickle + ".", ""), "holds too much");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one element too many       | K\\0   | K\\3\\x85 | K\\1\\x85
          starts behind the end      | K\\2   | K\\1\\x85 | K\\1\\x85
          strides beyond the end     | K\\0   | K\\2\\x85 | K\\5\\x85
          negative stride            | K\\1   | K\\2\\x85 | J\\xff\\xff\\xff\\xff\\x85
          repeats one element        | K\\0   | K\\x7f\\x85 | K\\0\\x85
          shape without strides      | K\\0   | K\\2\\x85 | )
          a count beyond 64 bits     | K\\0   | J\\xff\\xff\\xff\\x7fJ\\xff\\xff\\xff\\x7fJ\\xff\\xff\\xff\\x7f\\x87 | K\\0K\\0K\\0\\x87
          """)
  void refusesTensorsThatDoNotLieInTheirStorage(
      String what, String offset, String shape, String stride) throws IOException {
    String tensor =
        "}X\1\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\nFloatStorage\n"
            + "X\1\0\0\0"
            + "0X\3\0\0\0cpuK\2tQ"
            + unescaped(offset)
            + unescaped(shape)
            + unescaped(stride)
            + "\u0089}tRs.";
    assertRefused(zip(tensor, "12345678"), "");
    String good =
        tensor.replace(
            unescaped(offset) + unescaped(shape) + unescaped(stride), "K\0K\2\u0085K\1\u0085");
    assertThat(StateDict.read(zip(good, "12345678")).tensor("w").count()).isEqualTo(2);
    assertRefused(zip(good, "1234567"), "not 8 bytes long");
  }

  @Test
  void refusesAFileCutShortAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(resource("streamed.pth"));
    for (int length = 0; length < whole.length; length += 7) {
      Path cut = folder.resolve("cut.pth");
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      assertRefused(cut, "");
    }
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> StateDict.read(folder.resolve("absent.pth")))
        .isInstanceOfSatisfying(
            FaultException.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.UNKNOWN));
  }

  private static void assertRefused(Path file, String because) {
    assertThatThrownBy(() -> StateDict.read(file))
        .isInstanceOfSatisfying(
            FaultException.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.WRONG_INPUT))
        .hasMessageContaining(because);
  }

  private Path resource(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = StateDictTest.class.getResourceAsStream(name)) {
      Files.write(copy, in.readAllBytes());
    }
    return copy;
  }

  private static String unescaped(String text) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\\') {
        bytes.append(text.charAt(i));
      } else if (text.charAt(i + 1) == 'x') {
        bytes.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        char code = text.charAt(++i);
        bytes.append(code == 'n' ? '\n' : (char) (code - '0'));
      }
    }
    return bytes.toString();
  }

  private Path zip(String pickle, String storage) throws IOException {
    Path file = Files.createTempFile(folder, "made", ".pth");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      store(zip, "archive/data.pkl", pickle.getBytes(ISO_8859_1));
      store(zip, "archive/data/0", storage.getBytes(ISO_8859_1));
    }
    return file;
  }

  private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(data);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }
}
