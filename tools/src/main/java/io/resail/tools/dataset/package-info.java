/// Data sets read, written and checked: pictures with their label maps, in the layouts people have.
///
/// Enter by [io.resail.tools.dataset.Dataset], [io.resail.tools.dataset.FolderDataset] and
/// [io.resail.tools.dataset.DatasetCheck]. Uses `raster` and `fault`; knows nothing of segments.
@NullMarked
package io.resail.tools.dataset;

import org.jspecify.annotations.NullMarked;
