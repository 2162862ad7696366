/// From an example of a data set to what the networks read: one size, one flip, guidance and, for
/// training, distorted truth. The served path cuts, retrieves and composes.
///
/// Enter by [io.resail.tools.sampling.SampleMaker]. Uses `dataset`, `distortion`, `synth.guidance`
/// and a `Retriever`.
@NullMarked
package io.resail.tools.sampling;

import org.jspecify.annotations.NullMarked;
