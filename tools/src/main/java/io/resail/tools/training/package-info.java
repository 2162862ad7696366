/// Training through the served path: the same segmenter, index, guidance and generator.
///
/// Enter by [io.resail.tools.training.AdversarialPasses] for the gradients of a step and by
/// [io.resail.tools.training.StepLoop] for steps with checkpoints. Uses `sampling`,
/// `synth.network` and `synth.weights`.
@NullMarked
package io.resail.tools.training;

import org.jspecify.annotations.NullMarked;
