/// Training through the served path: the same segmenter, index, guidance and generator.
///
/// Enter by [io.resail.tools.training.TrainingLoop]; [io.resail.tools.training.TrainingRecipe]
/// holds
/// every number of a run. Uses `sampling`, `synth.network` and `synth.weights`.
@NullMarked
package io.resail.tools.training;

import org.jspecify.annotations.NullMarked;
