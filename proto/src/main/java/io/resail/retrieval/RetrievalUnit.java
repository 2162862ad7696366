package io.resail.retrieval;

import io.resail.raster.Box;
import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import java.util.Set;

/// A stored segment of a training image: class, shape, pixels and where they come from (spec 3.1).
///
/// @param id names it; ties between scores are broken by it, in code-unit order
/// @param classId its class, as the catalogue numbers segments
/// @param source its image's name without ending
/// @param split the part of the data set, such as `train`
/// @param box its tight bounding box in the image
/// @param mask its shape inside the box
/// @param pixels the image inside the box, 0 outside the mask
/// @param licence the licence of its pixels; empty if not said
/// @param tags free words to filter by
public record RetrievalUnit(
    String id,
    int classId,
    String source,
    String split,
    Box box,
    Mask mask,
    RgbImage pixels,
    String licence,
    Set<String> tags) {
  /// The longest id, source, split, licence or tag, in characters.
  public static final int LONGEST_NAME = 512;

  /// The most tags of a unit.
  public static final int MOST_TAGS = 100;

  public RetrievalUnit {
    tags = Set.copyOf(tags);
    int longestTag = tags.stream().mapToInt(String::length).max().orElse(0);
    if (tags.size() > MOST_TAGS
        || Math.max(longestTag, Math.max(split.length(), licence.length())) > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "unit with "
              + tags.size()
              + " tags of at most "
              + longestTag
              + ", split of "
              + split.length()
              + " and licence of "
              + licence.length()
              + " characters: need at most "
              + MOST_TAGS
              + " tags and "
              + LONGEST_NAME
              + " characters each");
    }
    if (id.isEmpty() || id.length() > LONGEST_NAME || source.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "unit id of "
              + id.length()
              + " and source of "
              + source.length()
              + " characters: need an id, and at most "
              + LONGEST_NAME
              + " characters each");
    }
    if (mask.width() != box.width()
        || mask.height() != box.height()
        || pixels.width() != box.width()
        || pixels.height() != box.height()) {
      throw new IllegalArgumentException(
          "unit " + id + " with " + box + ", " + mask + ", " + pixels + ": need one size for all");
    }
  }
}
