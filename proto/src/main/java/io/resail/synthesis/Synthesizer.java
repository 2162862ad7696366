package io.resail.synthesis;

import io.resail.fault.Fault;
import io.resail.fault.Patience;
import java.util.List;
import java.util.function.Consumer;

/// Turns a label map into photographs. Any thread may call; calls run side by side.
public interface Synthesizer {
  /// Works on one request and tells of each step as it is done.
  ///
  /// Order: one [SynthesisEvent.Accepted]; hits per segment, ascending; guidance per variant,
  /// ascending, each told of as soon as it is composed; images per variant, ascending; one
  /// [SynthesisEvent.Summary].
  ///
  /// @param each told on the calling thread, one at a time
  /// @throws FaultException [Fault#WRONG_INPUT] or [Fault#UNKNOWN] before any work; [Fault#BUSY]
  ///     when
  ///     all places are taken; [Fault#CANCELLED] or [Fault#TOO_LATE] between steps
  void synthesize(SynthesisRequest request, Patience patience, Consumer<SynthesisEvent> each);

  /// The models that can be asked for, the default one first.
  List<ModelDescription> models();
}
