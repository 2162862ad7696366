/// Pixel grids and the pieces cut from them.
///
/// Enter by [io.resail.raster.LabelMap], [io.resail.raster.RgbImage], [io.resail.raster.Mask] and
/// [io.resail.raster.ClassCatalog]; bytes become grids in [io.resail.raster.Png]. Uses `fault`.
@NullMarked
package io.resail.raster;

import org.jspecify.annotations.NullMarked;
