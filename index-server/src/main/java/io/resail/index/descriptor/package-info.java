/// What is kept of a shape: its mask in the square that shapes are compared in, and cell counts
/// that
/// refuse it early.
///
/// Enter by [io.resail.index.descriptor.SquareMask] and [io.resail.index.descriptor.Descriptor].
/// Uses `raster`.
@NullMarked
package io.resail.index.descriptor;

import org.jspecify.annotations.NullMarked;
