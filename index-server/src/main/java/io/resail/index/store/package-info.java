/// What lies on disk, and who checks it.
///
/// Enter by [io.resail.index.store.UnitFields] for the names, [io.resail.index.store.StoredUnit]
/// for
/// a unit to and from a Lucene document, [io.resail.index.store.IndexFormat] for what a commit
/// promises and [io.resail.index.store.IndexFolder] for where it lies. Uses `descriptor`, `raster`
/// and `retrieval`; Lucene's document numbers go no further than `search`.
@NullMarked
package io.resail.index.store;

import org.jspecify.annotations.NullMarked;
