package io.resail.tools.golden;

import io.resail.synth.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Computes every golden file of a folder again and compares.
public final class GoldenCheck {
  private static final String ENDING = ".safetensors";
  private static final List<GoldenSubject> SUBJECTS =
      List.of(
          new ResizeSubject(),
          new SegmentsSubject(),
          new RetrievalSubject(),
          new ComposeSubject(),
          new ColourTransferSubject(),
          new WarpSubject(),
          new NormSubject(),
          new BlockSubject(),
          new GeneratorSubject(),
          new DiscriminatorSubject(),
          new LossSubject(),
          new TrainStepSubject());

  private GoldenCheck() {}

  /// One row for each case, files in the order of their names.
  ///
  /// A file that cannot be read, or a case that cannot be computed, is a failed row; the rest
  /// goes on.
  ///
  /// @throws IOException if the folder cannot be listed
  public static List<GoldenRow> run(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
    List<GoldenRow> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(check(file));
    }
    return rows;
  }

  private static List<GoldenRow> check(Path file) {
    String fileName = String.valueOf(file.getFileName());
    String name = fileName.substring(0, fileName.length() - ENDING.length());
    for (GoldenSubject subject : SUBJECTS) {
      if (subject.answersFor(name)) {
        Cases cases = new Cases(name);
        try {
          subject.check(Safetensors.read(file), cases);
        } catch (RuntimeException e) {
          // Whatever a hand-made file makes our code throw is this file's failure, not the check's
          // end.
          cases.failed("", e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        if (cases.rows().isEmpty()) {
          cases.failed("", "the file holds no case that this subject knows");
        }
        return cases.rows();
      }
    }
    return List.of(GoldenRow.notCovered(name));
  }
}
