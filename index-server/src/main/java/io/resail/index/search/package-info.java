/// From one mask to the units most like it: exact answers, found by refusing early what a lower
/// bound already rules out.
///
/// Enter by [io.resail.index.search.BoundedSearch]; [io.resail.index.search.MaskQuery] is the same
/// search as a Lucene query. Uses `descriptor`, `store`, `raster` and `retrieval`; knows nothing of
/// gRPC.
@NullMarked
package io.resail.index.search;

import org.jspecify.annotations.NullMarked;
