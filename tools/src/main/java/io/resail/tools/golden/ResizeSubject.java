package io.resail.tools.golden;

import io.resail.raster.Mask;
import io.resail.raster.Resampling;
import io.resail.raster.RgbImage;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The four resampling rules (spec 1.1).
final class ResizeSubject implements GoldenSubject {
  private static final Pattern INDEX =
      Pattern.compile("(torch|pillow)\\.nearest_index\\.(\\d+)to(\\d+)");
  private static final Pattern PILLOW =
      Pattern.compile("pillow\\.(gray_)?(bicubic|nearest)\\.(\\d+)x(\\d+)");

  @Override
  public boolean answersFor(String file) {
    return file.equals("resize");
  }

  @Override
  public void check(Weights golden, Cases cases) {
    for (String name : golden.tensors().keySet()) {
      Tensor expected = golden.tensor(name);
      Matcher index = INDEX.matcher(name);
      Matcher pillow = PILLOW.matcher(name);
      if (index.matches()) {
        int from = Integer.parseInt(index.group(2));
        int to = Integer.parseInt(index.group(3));
        int[] given =
            index.group(1).equals("torch")
                ? Resampling.nearestA(from, to)
                : Resampling.nearestB(from, to);
        cases.same(name, expected.longs(), Arrays.stream(given).asLongStream().toArray());
      } else if (pillow.matches()) {
        int height = Integer.parseInt(pillow.group(3));
        int width = Integer.parseInt(pillow.group(4));
        cases.same(
            name,
            expected.bytes(),
            pillow.group(1) == null
                ? rgb(golden, pillow.group(2), width, height)
                : grey(golden, pillow.group(2), width, height));
      }
    }
    if (golden.find("degrade.out").isPresent()) {
      degrade(golden, cases);
    }
  }

  private static byte[] rgb(Weights golden, String rule, int width, int height) {
    RgbImage image = image(golden.tensor("pillow.in"));
    return (rule.equals("bicubic")
            ? Resampling.bicubic(image, width, height)
            : Resampling.nearestB(image, width, height))
        .toSamples();
  }

  private static byte[] grey(Weights golden, String rule, int width, int height) {
    Tensor in = golden.tensor("pillow.gray");
    int inHeight = (int) in.shape()[0];
    int inWidth = (int) in.shape()[1];
    byte[] values = in.bytes();
    if (rule.equals("bicubic")) {
      return Resampling.bicubic(values, inWidth, inHeight, 1, width, height);
    }
    byte[] out = new byte[width * height];
    int[] columns = Resampling.nearestB(inWidth, width);
    int[] rows = Resampling.nearestB(inHeight, height);
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        out[i] = values[rows[y] * inWidth + columns[x]];
      }
    }
    return out;
  }

  private static void degrade(Weights golden, Cases cases) {
    RgbImage image = image(golden.tensor("pillow.in"));
    Tensor small = golden.tensor("degrade.small");
    RgbImage shrunk = Resampling.bicubic(image, (int) small.shape()[1], (int) small.shape()[0]);
    cases.same("degrade.small", small.bytes(), shrunk.toSamples());
    RgbImage back = Resampling.bicubic(shrunk, image.width(), image.height());
    cases.same("degrade.out", golden.tensor("degrade.out").bytes(), back.toSamples());
  }

  /// An image from unsigned bytes (height, width, 3).
  static RgbImage image(Tensor tensor) {
    return RgbImage.of((int) tensor.shape()[1], (int) tensor.shape()[0], tensor.bytes());
  }

  /// A mask from unsigned bytes (height, width), or from part `index` of (n, height, width).
  static Mask mask(Tensor tensor, int index) {
    long[] shape = tensor.shape();
    int height = (int) shape[shape.length - 2];
    int width = (int) shape[shape.length - 1];
    byte[] values = tensor.bytes();
    int start = index * width * height;
    return Mask.of(width, height, (x, y) -> values[start + y * width + x] != 0);
  }
}
