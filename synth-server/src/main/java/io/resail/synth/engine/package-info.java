/// Owns what paints: the model, its native memory and the device thread.
///
/// Enter by [io.resail.synth.engine.Devices], which load a [io.resail.synth.engine.Checkpoint] onto
/// each [io.resail.synth.engine.DeviceThread] as a [io.resail.synth.engine.SynthesisEngine];
/// whoever only hands sketches over needs no more than [io.resail.synth.engine.Painter]. Uses
/// `guidance`, `network` and `weights`.
@NullMarked
package io.resail.synth.engine;

import org.jspecify.annotations.NullMarked;
