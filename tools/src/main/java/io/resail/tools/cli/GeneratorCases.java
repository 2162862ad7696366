package io.resail.tools.cli;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.raster.Resampling;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NormKind;
import io.resail.tools.benchmark.GeneratorCase;
import io.resail.tools.scenes.StreetScenes;
import io.resail.tools.scenes.Weather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/// Options that say which generators a benchmark paints by, and the maps they paint.
final class GeneratorCases {
  @Option(
      names = "--norm",
      split = ",",
      defaultValue = "SPADE,RESAIL",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<NormKind> norms;

  @Option(
      names = "--size",
      split = ",",
      defaultValue = "256x256,256x512",
      description = "256x256 with 151 labels, 256x512 with 35. Default: ${DEFAULT-VALUE}.")
  private List<String> sizes;

  @Option(names = "--ngf", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}.")
  private int width;

  /// Channels of the last usual block.
  int width() {
    return width;
  }

  /// Every size at every batch by every norm.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if there is no such size
  List<GeneratorCase> of(List<Integer> batches) {
    List<GeneratorCase> cases = new ArrayList<>();
    for (String size : sizes) {
      for (int batch : batches) {
        for (NormKind norm : norms) {
          cases.add(
              switch (size) {
                case "256x256" -> GeneratorCase.square(norm, width, batch);
                case "256x512" -> GeneratorCase.wide(norm, width, batch);
                default ->
                    throw new FaultException(
                        Fault.WRONG_INPUT, "no size '" + size + "': need 256x256 or 256x512");
              });
        }
      }
    }
    return cases;
  }

  /// Maps of so many scenes of the demo.
  static List<int[]> demoMaps(NetworkSettings settings, int count) {
    DemoScenes scenes = new DemoScenes(1, Weather.ANY, settings.width(), settings.height());
    return IntStream.range(0, count)
        .mapToObj(i -> scenes.example(i, "val").labels())
        .map(map -> channels(map, StreetScenes.catalog(), settings))
        .toList();
  }

  /// Resized; classes beyond the generator's begin again at 0, which leaves shapes as they are.
  static int[] channels(LabelMap map, ClassCatalog catalog, NetworkSettings settings) {
    LabelMap resized = Resampling.nearestB(map, settings.width(), settings.height());
    int[] channels = catalog.channels(resized);
    Arrays.setAll(channels, i -> channels[i] % settings.labels());
    return channels;
  }
}
