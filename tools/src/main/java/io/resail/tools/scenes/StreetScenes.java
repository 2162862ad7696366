package io.resail.tools.scenes;

import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;

/// Paints procedural street scenes.
public final class StreetScenes {
  /// The usual side of a scene, pixels.
  public static final int SIDE = 256;

  private static final int SMALLEST = 16;
  private static final int LARGEST = 2048;

  private StreetScenes() {}

  /// The classes of all scenes: ten, of which cars, people and signs are things.
  public static ClassCatalog catalog() {
    return Classes.CATALOG;
  }

  /// The scene of a seed in any weather.
  ///
  /// @see #paint(long, Weather, int, int)
  public static Scene paint(long seed, int width, int height) {
    return paint(seed, Weather.ANY, width, height);
  }

  /// The scene of a seed: the same bytes for the same arguments, on every machine; the same street
  /// in every weather, but for umbrellas.
  ///
  /// @param width pixels, 16 to 2048, likewise `height`
  public static Scene paint(long seed, Weather weather, int width, int height) {
    if (Math.min(width, height) < SMALLEST || Math.max(width, height) > LARGEST) {
      throw new IllegalArgumentException(
          "scene of " + width + " x " + height + " pixels: need " + SMALLEST + " to " + LARGEST);
    }
    Dice dice = new Dice(seed);
    Stage stage = Stage.build(weather, dice);
    Picture picture = new Picture(stage, width, height);
    LabelMap labels = picture.labels();
    return new Scene(picture.photograph(dice.fork(9)), labels, stage.light().name());
  }
}
