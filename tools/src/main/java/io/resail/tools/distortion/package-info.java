/// A training image made to look like guidance: its own segments in another's colours, blurred and
/// bent. Plain pixels.
///
/// Enter by [io.resail.tools.distortion.DistortedTruth]; [io.resail.tools.distortion.Geometry] says
/// which part of an image a sample shows. Uses `synth.guidance` for the composition.
@NullMarked
package io.resail.tools.distortion;

import org.jspecify.annotations.NullMarked;
