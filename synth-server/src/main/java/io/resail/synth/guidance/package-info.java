/// From matched units to the picture that guides the painter. Plain pixels.
///
/// Enter by [io.resail.synth.guidance.GuidanceAssembler]; already pasted layers are composed by
/// [io.resail.synth.guidance.Composition]. Uses `raster`, `retrieval` and `synthesis`.
@NullMarked
package io.resail.synth.guidance;

import org.jspecify.annotations.NullMarked;
