package io.resail.synth;

import io.resail.retrieval.Retriever;
import io.resail.synth.engine.FakePainter;
import io.resail.synthesis.Synthesizer;
import io.resail.testing.SynthesizerContract;
import io.resail.testing.SynthesizerRefusalContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The contract, kept in this process.
class EmbeddedSynthesizerTest {
  @Nested
  class Working extends SynthesizerContract {
    @Override
    protected Synthesizer open(Retriever units) {
      FakePainter painter = new FakePainter("plain", CATALOG, SIZE);
      return closing(new ResailSynthesizer(units, List.of(painter), SynthesisSettings.DEFAULT));
    }
  }

  @Nested
  class Refusing extends SynthesizerRefusalContract {
    @Override
    protected Synthesizer open(Retriever units) {
      FakePainter painter = new FakePainter("plain", CATALOG, SIZE);
      return closing(new ResailSynthesizer(units, List.of(painter), SynthesisSettings.DEFAULT));
    }
  }
}
