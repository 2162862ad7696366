package io.resail.raster;

/// Continues the colours of a shape beyond it, so that what is resampled or shown there has no
/// black rim: every pixel outside gets the colour of the nearest pixel inside.
public final class Continuation {
  private final RgbImage picture;
  private final Mask mask;
  private final Box place;
  private final Box reach;

  private Continuation(RgbImage picture, Mask mask, Box place, Box reach) {
    if (picture.width() != place.width()
        || picture.height() != place.height()
        || mask.width() != place.width()
        || mask.height() != place.height()
        || mask.area() == 0
        || place.left() < reach.left()
        || place.top() < reach.top()
        || place.right() > reach.right()
        || place.bottom() > reach.bottom()) {
      throw new IllegalArgumentException(
          picture
              + " with "
              + mask
              + " at "
              + place
              + " to be continued over "
              + reach
              + ": need picture and mask of the place's size, a pixel in the mask, and a reach"
              + " around the place");
    }
    this.picture = picture;
    this.mask = mask;
    this.place = place;
    this.reach = reach;
  }

  /// A picture's masked pixels, continued over its whole box.
  ///
  /// @param mask of the picture's size, with at least one pixel
  public static RgbImage of(RgbImage picture, Mask mask) {
    Box box = new Box(0, 0, picture.width(), picture.height());
    return of(picture, mask, box, box);
  }

  /// A picture's masked pixels, continued over a box around it.
  ///
  /// Nearest is as [NearestPixel] says.
  ///
  /// @param mask of the picture's size, with at least one pixel
  /// @param place where the picture lies
  /// @param reach a box around the place
  /// @return of the size of `reach`
  public static RgbImage of(RgbImage picture, Mask mask, Box place, Box reach) {
    return new Continuation(picture, mask, place, reach).continued();
  }

  private RgbImage continued() {
    int[] sources = NearestPixel.of(reach.width(), reach.height(), this::inside);
    byte[] samples = new byte[3 * sources.length];
    for (int i = 0; i < sources.length; i++) {
      int rgb = picture.rgb(column(sources[i]), row(sources[i]));
      samples[3 * i] = (byte) (rgb >> 16);
      samples[3 * i + 1] = (byte) (rgb >> 8);
      samples[3 * i + 2] = (byte) rgb;
    }
    return RgbImage.wrap(reach.width(), reach.height(), samples);
  }

  private boolean inside(int at) {
    int column = column(at);
    int row = row(at);
    return column >= 0
        && row >= 0
        && column < place.width()
        && row < place.height()
        && mask.has(column, row);
  }

  /// In the picture, of a pixel of the reach.
  private int column(int at) {
    return reach.left() + at % reach.width() - place.left();
  }

  private int row(int at) {
    return reach.top() + at / reach.width() - place.top();
  }
}
