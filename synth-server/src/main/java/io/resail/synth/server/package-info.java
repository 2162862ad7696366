/// The painter over gRPC: decode, call, encode.
///
/// Enter by [io.resail.synth.server.SynthServer]. Uses `wire` and any
/// [io.resail.synthesis.Synthesizer].
@NullMarked
package io.resail.synth.server;

import org.jspecify.annotations.NullMarked;
