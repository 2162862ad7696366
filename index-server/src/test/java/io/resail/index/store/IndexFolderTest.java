package io.resail.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.store.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFolderTest {
  @TempDir private Path root;

  private IndexFolder folder() {
    return new IndexFolder(root);
  }

  private Path current() {
    return root.resolve(IndexFolder.CURRENT);
  }

  @Test
  void usesWhatItWasToldLastWhateverAnInterruptedChangeLeft() throws IOException {
    assertThat(folder().findCurrent()).isEmpty();
    folder().use(root.resolve("units-1"));
    folder().use(root.resolve("units-2"));
    Files.writeString(root.resolve("current.next"), "resail-ind");

    assertThat(folder().current()).isEqualTo(root.resolve("units-2"));
    folder().use(root.resolve("units-3"));
    assertThat(folder().current()).isEqualTo(root.resolve("units-3"));
  }

  @Test
  void anyFlippedBitOfItsOneSmallFileIsDamage() throws IOException {
    folder().use(root.resolve("units-1"));
    byte[] written = Files.readAllBytes(current());
    for (int bit = 0; bit < 8 * written.length; bit++) {
      byte[] damaged = written.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(current(), damaged);
      refusesAsDamaged("current");
    }
    for (int length = 0; length < written.length; length++) {
      Files.write(current(), java.util.Arrays.copyOf(written, length));
      refusesAsDamaged("current");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4", "77"})
  void anotherVersionIsRefusedAndBothAreNamed(String version) throws IOException {
    Files.writeString(current(), "resail-index " + version + "\nunits-1\n", StandardCharsets.UTF_8);
    refusesAsDamaged("format version " + version + ", this program reads version 3");
  }

  private void refusesAsDamaged(String words) {
    assertThatThrownBy(() -> folder().current())
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED))
        .hasMessageContaining(words);
  }

  @Test
  void theLockHoldsAndTheFileBesideItOnlySaysWho() throws IOException {
    try (Lock held = folder().lock()) {
      held.ensureValid();
      assertThatThrownBy(() -> folder().lock())
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BUSY))
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " since")
          .hasMessageContaining("one writer");
    }
    // As a killed process leaves it.
    Files.writeString(root.resolve(WriterLock.HOLDER), "process 1");
    try (Lock held = folder().lock()) {
      held.ensureValid();
    }
    assertThat(root.resolve(WriterLock.HOLDER)).doesNotExist();
  }
}
