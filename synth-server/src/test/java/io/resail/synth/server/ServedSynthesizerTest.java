package io.resail.synth.server;

import io.resail.retrieval.Retriever;
import io.resail.synthesis.Synthesizer;
import io.resail.testing.SynthesizerContract;
import io.resail.testing.SynthesizerRefusalContract;
import org.junit.jupiter.api.Nested;

/// The contract, kept through server and client: within the process and over sockets.
class ServedSynthesizerTest {
  @Nested
  class WorkingInProcess extends SynthesizerContract {
    @Override
    protected Synthesizer open(Retriever units) {
      return closing(ServedSynthesis.inProcess(units, CATALOG, SIZE)).remote();
    }
  }

  @Nested
  class RefusingInProcess extends SynthesizerRefusalContract {
    @Override
    protected Synthesizer open(Retriever units) {
      return closing(ServedSynthesis.inProcess(units, CATALOG, SIZE)).remote();
    }
  }

  @Nested
  class WorkingOverSockets extends SynthesizerContract {
    @Override
    protected Synthesizer open(Retriever units) {
      return closing(ServedSynthesis.overNetty(SynthServerSettings.DEFAULT, units, CATALOG, SIZE))
          .remote();
    }
  }

  @Nested
  class RefusingOverSockets extends SynthesizerRefusalContract {
    @Override
    protected Synthesizer open(Retriever units) {
      return closing(ServedSynthesis.overNetty(SynthServerSettings.DEFAULT, units, CATALOG, SIZE))
          .remote();
    }
  }
}
