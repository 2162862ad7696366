/// Whether our code gives the reference numbers: each golden file computed again through the
/// doors that
/// users go through.
///
/// Enter by [io.resail.tools.golden.GoldenCheck]. Uses `raster`, the index, guidance, network and
/// training; every dimension comes from the files.
@NullMarked
package io.resail.tools.golden;

import org.jspecify.annotations.NullMarked;
