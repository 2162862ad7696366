package io.resail.synth;

import io.resail.fault.FaultException;
import io.resail.synth.engine.Painter;
import io.resail.synthesis.OutputSize;
import java.util.ArrayList;
import java.util.List;

/// The sizes a model is listed with: its own, then half and twice as much each way where it can
/// paint that.
final class DeclaredSizes {
  private DeclaredSizes() {}

  static List<OutputSize> of(Painter painter) {
    OutputSize own = painter.model().size();
    List<OutputSize> sizes = new ArrayList<>(List.of(own));
    for (OutputSize other :
        List.of(
            new OutputSize(Math.max(1, own.width() / 2), Math.max(1, own.height() / 2)),
            new OutputSize(2 * own.width(), 2 * own.height()))) {
      try {
        painter.require(other);
        sizes.add(other);
      } catch (FaultException _) {
        // Not one of its sizes, so it is not declared.
      }
    }
    return sizes;
  }
}
