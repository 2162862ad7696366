/// Which neighbourhoods of classes does a label map have?
///
/// Enter by [io.resail.synth.label.LabelGrid]. A map has few different ones, and whatever a
/// convolution reads from the map alone need be computed once for each. Uses `raster`.
@NullMarked
package io.resail.synth.label;

import org.jspecify.annotations.NullMarked;
