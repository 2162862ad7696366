/// How a label map is cut into segments (spec section 2).
///
/// Enter by [io.resail.index.segmentation.Segmenter]. Uses `raster` and `fault`.
@NullMarked
package io.resail.index.segmentation;

import org.jspecify.annotations.NullMarked;
