package io.resail.index.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/// Which images a build has. Any thread.
///
/// Commits hold whole images only, so hardly anything need be written down: an image is done if it
/// has units, or if the commit notes that it has none.
final class DoneImages {
  private static final String WITHOUT_UNITS = "resail.build.without-units";

  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final Set<String> withoutUnits = ConcurrentHashMap.newKeySet();

  /// The images in the last commit of a build.
  static DoneImages in(Directory directory) throws IOException {
    DoneImages images = new DoneImages();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, String> data = reader.getIndexCommit().getUserData();
      data.getOrDefault(WITHOUT_UNITS, "").lines().forEach(image -> images.add(image, false));
      for (LeafReaderContext leaf : reader.leaves()) {
        TermsEnum ids = Terms.getTerms(leaf.reader(), UnitFields.ID).iterator();
        for (BytesRef id = ids.next(); id != null; id = ids.next()) {
          String text = id.utf8ToString();
          images.add(text.substring(0, Math.max(0, text.lastIndexOf('#'))), true);
        }
      }
    }
    return images;
  }

  boolean has(String image) {
    return done.contains(image);
  }

  /// Adds an image; false if it was there.
  boolean add(String image, boolean hasUnits) {
    boolean isNew = done.add(image);
    // A name of two lines is not noted and looked at again when the build resumes.
    if (isNew && !hasUnits && image.lines().count() == 1) {
      withoutUnits.add(image);
    }
    return isNew;
  }

  /// What the next commit has to say.
  Map<String, String> notes() {
    List<String> sorted = withoutUnits.stream().sorted().toList();
    return Map.of(WITHOUT_UNITS, sorted.stream().collect(Collectors.joining("\n")));
  }
}
