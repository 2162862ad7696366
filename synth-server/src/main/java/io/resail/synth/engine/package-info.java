/// Owns what paints: the model, its native memory and the device thread.
///
/// Enter by [io.resail.synth.engine.SynthesisEngine], which paints a
/// [io.resail.synth.engine.Checkpoint] on a [io.resail.synth.engine.DeviceThread]; whoever only
/// hands sketches over needs no more than [io.resail.synth.engine.Painter]. Uses `guidance`,
/// `network` and `weights`.
@NullMarked
package io.resail.synth.engine;

import org.jspecify.annotations.NullMarked;
