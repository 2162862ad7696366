package io.resail.raster;

/// Continues the colours of a shape beyond it, so that what is resampled or shown there has no
/// black rim: every pixel outside gets the colour of the nearest pixel inside.
public final class Continuation {
  private final RgbImage picture;
  private final Mask mask;
  private final Box place;
  private final Box reach;
  private final int[] steps;
  private final int[] sources;

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
    this.steps = new int[Math.toIntExact(reach.area())];
    this.sources = new int[steps.length];
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
  /// Nearest is by steps across and down; of pixels equally near, the one met first when reading
  /// from above and from the left.
  ///
  /// @param mask of the picture's size, with at least one pixel
  /// @param place where the picture lies
  /// @param reach a box around the place
  /// @return of the size of `reach`
  public static RgbImage of(RgbImage picture, Mask mask, Box place, Box reach) {
    return new Continuation(picture, mask, place, reach).continued();
  }

  private RgbImage continued() {
    int width = reach.width();
    int height = reach.height();
    start();
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at++) {
        if (y > 0) {
          follow(at, at - width);
        }
        if (x > 0) {
          follow(at, at - 1);
        }
      }
    }
    for (int y = height - 1, at = steps.length - 1; y >= 0; y--) {
      for (int x = width - 1; x >= 0; x--, at--) {
        if (y < height - 1) {
          follow(at, at + width);
        }
        if (x < width - 1) {
          follow(at, at + 1);
        }
      }
    }
    byte[] samples = new byte[3 * steps.length];
    for (int i = 0; i < steps.length; i++) {
      int rgb = picture.rgb(sources[i] % place.width(), sources[i] / place.width());
      samples[3 * i] = (byte) (rgb >> 16);
      samples[3 * i + 1] = (byte) (rgb >> 8);
      samples[3 * i + 2] = (byte) rgb;
    }
    return RgbImage.wrap(width, height, samples);
  }

  private void start() {
    int far = reach.width() + reach.height();
    for (int y = 0, at = 0; y < reach.height(); y++) {
      for (int x = 0; x < reach.width(); x++, at++) {
        int column = reach.left() + x - place.left();
        int row = reach.top() + y - place.top();
        boolean inside =
            column >= 0
                && row >= 0
                && column < place.width()
                && row < place.height()
                && mask.has(column, row);
        steps[at] = inside ? 0 : far;
        sources[at] = inside ? row * place.width() + column : 0;
      }
    }
  }

  /// One step further than a neighbour, if that is nearer than what is known.
  private void follow(int at, int neighbour) {
    if (steps[neighbour] + 1 < steps[at]) {
      steps[at] = steps[neighbour] + 1;
      sources[at] = sources[neighbour];
    }
  }
}
