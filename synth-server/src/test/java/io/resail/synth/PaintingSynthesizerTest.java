package io.resail.synth;

import io.resail.raster.ClassCatalog;
import io.resail.retrieval.Retriever;
import io.resail.synth.batching.BatchRules;
import io.resail.synth.engine.Checkpoint;
import io.resail.synth.engine.DeviceThread;
import io.resail.synth.engine.SynthesisEngine;
import io.resail.synth.guidance.GuidanceRule;
import io.resail.synth.network.NetworkSettings;
import io.resail.synth.network.NoisyWeights;
import io.resail.synth.network.NormKind;
import io.resail.synth.network.Upsampling;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisRequest;
import io.resail.synthesis.Synthesizer;
import io.resail.testing.SynthesizerContract;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract, kept with a real, if tiny, network, whose images are painted in batches: what an
/// image is alone it is in a batch.
class PaintingSynthesizerTest extends SynthesizerContract {
  private static final Checkpoint CHECKPOINT = checkpoint(CATALOG, SIZE);

  private static final SynthesisSettings BATCHED =
      new SynthesisSettings(
          1 << 24,
          1 << 20,
          SynthesisRequest.MOST_VARIANTS,
          32,
          new BatchRules(4, Duration.ofMillis(5), 64));

  private static DeviceThread device;

  @BeforeAll
  static void openDevice() {
    device = DeviceThread.cpu(2);
  }

  @AfterAll
  static void closeDevice() {
    device.close();
  }

  private static Checkpoint checkpoint(ClassCatalog catalog, OutputSize size) {
    NetworkSettings settings =
        new NetworkSettings(
            NormKind.RESAIL,
            catalog.channels(),
            new NetworkSettings.Widths(2, 2, 2),
            Upsampling.NORMAL,
            size.width(),
            (double) size.width() / size.height());
    return new Checkpoint(
        "tiny",
        settings,
        GuidanceRule.INTENDED,
        catalog.fingerprint(),
        false,
        "noise",
        NoisyWeights.of(settings.blueprint(), new SplittableRandom(1)));
  }

  @Override
  protected Synthesizer open(Retriever units) {
    return closing(
        new ResailSynthesizer(units, List.of(SynthesisEngine.load(CHECKPOINT, device)), BATCHED));
  }
}
