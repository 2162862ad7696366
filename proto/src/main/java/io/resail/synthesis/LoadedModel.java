package io.resail.synthesis;

import java.util.List;

/// A model that is loaded, and what it takes.
///
/// @param model which one
/// @param device where it paints, such as `cpu`, `gpu0` or `gpu0+gpu1`
/// @param weightBytes of the device's memory, whatever is painted
/// @param sizes its own size first, then others it paints, each with what one image of it takes;
///     further ones are possible
/// @param queued images that wait for it
public record LoadedModel(
    ModelDescription model, String device, long weightBytes, List<SizeForecast> sizes, int queued) {
  public LoadedModel {
    sizes = List.copyOf(sizes);
    if (weightBytes < 0 || queued < 0) {
      throw new IllegalArgumentException(
          weightBytes + " bytes of weights, " + queued + " queued: need no less than nothing");
    }
  }
}
