package io.resail.synth;

import io.resail.raster.ClassCatalog;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisRequest;
import java.util.Optional;

/// A request that keeps every rule, and what it will be worked on with.
///
/// @param requestId never empty
/// @param request as the caller sent it
/// @param catalog the classes of its map
/// @param model its model; empty only for guidance of a server without models
/// @param size of guidance and images
record Task(
    String requestId,
    SynthesisRequest request,
    ClassCatalog catalog,
    Optional<Model> model,
    OutputSize size) {
  /// The model's name, empty without one.
  String modelName() {
    return model.map(m -> m.description().name()).orElse("");
  }

  /// How guidance is composed: as the model reads it, whether it paints or not.
  GuidanceRule guidance() {
    return model.map(m -> m.painter().guidance()).orElse(GuidanceRule.INTENDED);
  }

  /// The model, if it is to paint.
  Optional<Model> painting() {
    return request.guidanceOnly() ? Optional.empty() : model;
  }
}
