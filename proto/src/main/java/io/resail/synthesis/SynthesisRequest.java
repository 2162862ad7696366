package io.resail.synthesis;

import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import io.resail.retrieval.UnitFilter;
import java.util.List;
import java.util.Optional;

/// One map to paint.
///
/// @param requestId names it in events and logs; empty to be given one
/// @param map the label map, any size: it is cut at its own and painted at the model's resolution
/// @param catalogFingerprint the catalogue the caller means; if given it must be the server's
/// @param model the model by name; empty for the default one
/// @param size the painted size; empty for the model's own
/// @param variants one choice of matches per image, 1 to [#MOST_VARIANTS]
/// @param guidance an image to use in place of retrieved guidance, black where there is none
/// @param guidanceOnly whether to stop before painting
/// @param filter which units may be matched
/// @param nativePixels see [io.resail.retrieval.RetrievalRequest#nativePixels]
public record SynthesisRequest(
    String requestId,
    LabelMap map,
    Optional<String> catalogFingerprint,
    String model,
    Optional<OutputSize> size,
    List<Choice> variants,
    Optional<RgbImage> guidance,
    boolean guidanceOnly,
    UnitFilter filter,
    long nativePixels) {
  /// The most images of one request.
  public static final int MOST_VARIANTS = 64;

  /// The longest request id, in characters.
  public static final int LONGEST_ID = 128;

  public SynthesisRequest {
    variants = List.copyOf(variants);
    if (variants.isEmpty() || variants.size() > MOST_VARIANTS) {
      throw new IllegalArgumentException(variants.size() + " variants: need 1 to " + MOST_VARIANTS);
    }
    if (requestId.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "request id of " + requestId.length() + " characters: need at most " + LONGEST_ID);
    }
    if (nativePixels < 0) {
      throw new IllegalArgumentException(
          nativePixels + " native pixels: need a pixel count, or 0 for the map's own");
    }
  }

  /// The default request: one image from the best matches by the default model.
  public static SynthesisRequest of(LabelMap map) {
    return new SynthesisRequest(
        "",
        map,
        Optional.empty(),
        "",
        Optional.empty(),
        List.of(new Choice.Rank(0)),
        Optional.empty(),
        false,
        UnitFilter.NONE,
        0);
  }

  /// The same by another model, empty for the default one.
  public SynthesisRequest withModel(String other) {
    return new SynthesisRequest(
        requestId,
        map,
        catalogFingerprint,
        other,
        size,
        variants,
        guidance,
        guidanceOnly,
        filter,
        nativePixels);
  }
}
