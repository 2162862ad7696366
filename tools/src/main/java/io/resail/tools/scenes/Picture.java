package io.resail.tools.scenes;

import io.resail.raster.LabelMap;
import io.resail.raster.RgbImage;
import java.util.Arrays;

/// Takes the photograph of a built scene, and its labels through the same lens.
final class Picture {
  /// An object that shows less than this share of the picture is left out of the scene: neither eye
  /// nor network can tell what it is.
  private static final double SMALLEST = 26.0 / (256 * 256);

  /// In small pictures at least so many pixels.
  private static final int FEWEST = 12;

  /// Background of fewer connected pixels than this share of the picture takes its neighbours'
  /// label.
  private static final double SPECK = 10.0 / (256 * 256);

  private final Stage stage;
  private final int width;
  private final int height;
  private final View view;
  private final boolean[] hidden;

  Picture(Stage stage, int width, int height) {
    this.stage = stage;
    this.width = width;
    this.height = height;
    view = stage.shot().view(width, height);
    hidden = new boolean[stage.mesh().itemCount()];
  }

  /// What is behind the centre of each pixel, without specks; things too small to tell are hidden
  /// from here on.
  LabelMap labels() {
    Mesh mesh = stage.mesh();
    Visibility seen = Visibility.of(mesh, view, width, height, hidden);
    // What is left out may uncover a little of something else.
    while (hideSpecks(seen)) {
      seen = Visibility.of(mesh, view, width, height, hidden);
    }
    int[] labels = new int[width * height];
    int[] instances = new int[width * height];
    int[] numbers = new int[mesh.itemCount()];
    int things = 0;
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        int triangle = seen.triangle(x, y);
        if (triangle == Visibility.NOTHING) {
          labels[i] = Classes.SKY;
          continue;
        }
        int owner = mesh.owner(triangle);
        labels[i] = mesh.item(owner).label();
        if (mesh.item(owner).thing()) {
          if (numbers[owner] == 0) {
            numbers[owner] = ++things;
          }
          instances[i] = numbers[owner];
        }
      }
    }
    Specks.remove(labels, instances, width, Math.max(2, (int) (SPECK * width * height)));
    return LabelMap.of(width, height, labels).withInstances(instances);
  }

  private boolean hideSpecks(Visibility seen) {
    Mesh mesh = stage.mesh();
    int[] shown = new int[mesh.itemCount()];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int triangle = seen.triangle(x, y);
        if (triangle != Visibility.NOTHING) {
          shown[mesh.owner(triangle)]++;
        }
      }
    }
    double smallest = Math.max(FEWEST, SMALLEST * width * height);
    boolean any = false;
    for (int i = 0; i < shown.length; i++) {
      if (mesh.item(i).thing() && shown[i] > 0 && shown[i] < smallest) {
        hidden[i] = true;
        any = true;
      }
    }
    return any;
  }

  /// The photograph.
  RgbImage photograph(Dice dice) {
    Mesh mesh = stage.mesh();
    Light light = stage.light();
    Vec flat = new Vec(view.ahead().x(), 0, view.ahead().z()).unit();
    Shading shading =
        new Shading(
            mesh,
            light,
            new Sky(light, dice),
            Shadows.of(mesh, light.toSun(), view.eye(), flat, hidden),
            Openness.of(mesh, view.eye(), flat, hidden),
            stage.lamps());
    int seed = dice.bits();
    Puddle puddle = light.wet() > 0 ? puddle(shading, seed) : Puddle.NONE;
    Visibility seen = Visibility.of(mesh, view.finer(2), 2 * width, 2 * height, hidden);
    float[] fine = paint(seen, shading, puddle, seed);
    return new Film(width, height, Film.gather(fine, width, height)).develop(light, dice);
  }

  /// The scene as wet ground mirrors it: without the ground itself.
  private Puddle puddle(Shading shading, int seed) {
    Mesh mesh = stage.mesh();
    boolean[] above = Arrays.copyOf(hidden, hidden.length);
    for (int i = 0; i < above.length; i++) {
      int label = mesh.item(i).label();
      above[i] |= label == Classes.ROAD || label == Classes.PAVEMENT || label == Classes.GRASS;
    }
    Visibility seen = Visibility.of(mesh, view.inPuddle(), width, height, above);
    float[] light = paint(seen, shading, Puddle.NONE, seed);
    return new Puddle(width, height, light, seed, view.scale());
  }

  /// The light at each sample, red, green, blue.
  ///
  /// Two neighbours in a row that see one triangle share what one of them finds, the left one in
  /// even rows, the right one in odd rows: half the work, and still two finds for each pixel.
  private static float[] paint(Visibility seen, Shading shading, Puddle puddle, int seed) {
    float[] light = new float[3 * seen.width * seen.height];
    double[] out = new double[3];
    for (int y = 0; y < seen.height; y++) {
      for (int x = 0; x < seen.width; x += 2) {
        int first = Math.min(x + (y & 1), seen.width - 1);
        int second = Math.min(x + 1 - (y & 1), seen.width - 1);
        int triangle = seen.triangle(first, y);
        find(seen, shading, puddle, first, y, seed, out);
        keep(out, light, y * seen.width + first);
        if (seen.triangle(second, y) != triangle) {
          find(seen, shading, puddle, second, y, seed, out);
        }
        keep(out, light, y * seen.width + second);
      }
    }
    return light;
  }

  private static void find(
      Visibility seen, Shading shading, Puddle puddle, int x, int y, int seed, double[] out) {
    int triangle = seen.triangle(x, y);
    if (triangle == Visibility.NOTHING) {
      shading.sky(seen.view, x + 0.5, y + 0.5, out);
    } else {
      double chance = Noise.hash(x, y, seed);
      shading.show(seen.view, triangle, x + 0.5, y + 0.5, chance, puddle, out);
    }
  }

  private static void keep(double[] out, float[] light, int sample) {
    for (int i = 0; i < 3; i++) {
      light[3 * sample + i] = (float) Math.min(out[i], 6);
    }
  }
}
