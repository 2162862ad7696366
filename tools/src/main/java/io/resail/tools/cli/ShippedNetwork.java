package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The networks that come with the program: trained on the demo's street scenes, as their card
/// says, which lies beside them.
enum ShippedNetwork {
  /// Paints with guidance.
  RESAIL("resail-streets"),

  /// Its twin, which sees the label map alone.
  SPADE("spade-streets"),

  /// Network T of their losses, a U-Net that sees classes in pictures of 128 x 128.
  SEGMENTER("segmenter-streets"),

  /// Judges what they paint: a network T of another build, that neither learnt from.
  JUDGE("judge-streets");

  private final String file;

  ShippedNetwork(String name) {
    this.file = name + ".safetensors";
  }

  /// Puts it into a folder, in place of what has its name there.
  ///
  /// @return the file
  Path copyTo(Path folder) {
    try (InputStream stored = ShippedNetwork.class.getResourceAsStream("weights/" + file)) {
      if (stored == null) {
        throw new FaultException(
            Fault.BROKEN, file, "the program was built without " + file + ": build it anew");
      }
      Files.createDirectories(folder);
      Path unfinished = folder.resolve(file + ".part");
      Files.copy(stored, unfinished, StandardCopyOption.REPLACE_EXISTING);
      return Files.move(unfinished, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new FaultException(
          Fault.BROKEN, "cannot write into " + folder + ": " + failed.getMessage(), failed);
    }
  }
}
