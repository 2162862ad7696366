/// Named tensors as plain Java, and the files they live in.
///
/// Enter by [io.resail.synth.weights.Safetensors] for our own files and
/// [io.resail.synth.weights.StateDict] for PyTorch's; both give [io.resail.synth.weights.Weights].
/// Uses `fault`; knows no engine.
@NullMarked
package io.resail.synth.weights;

import org.jspecify.annotations.NullMarked;
