package io.resail.tools.distortion;

import io.resail.raster.Mask;
import io.resail.raster.RgbImage;
import io.resail.synth.weights.Safetensors;
import io.resail.synth.weights.Tensor;
import io.resail.synth.weights.Weights;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/// Reference data beside the tests.
final class Fixture {
  private final Weights data;

  Fixture(String name) {
    try {
      data =
          Safetensors.read(
              Path.of(Objects.requireNonNull(Fixture.class.getResource(name)).toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Tensor tensor(String name) {
    return data.tensor(name);
  }

  int[] ints(String name) {
    return Arrays.stream(tensor(name).longs()).mapToInt(Math::toIntExact).toArray();
  }

  RgbImage image(String name) {
    long[] shape = tensor(name).shape();
    return RgbImage.wrap((int) shape[1], (int) shape[0], tensor(name).bytes());
  }

  Mask mask(String name) {
    int width = (int) tensor(name).shape()[1];
    byte[] bytes = tensor(name).bytes();
    return Mask.of(width, bytes.length / width, (x, y) -> bytes[y * width + x] != 0);
  }
}
