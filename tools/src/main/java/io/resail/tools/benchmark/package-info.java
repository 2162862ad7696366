/// How fast is it, and is that measured on its own answers?
///
/// Enter by [io.resail.tools.benchmark.RetrievalBench], or [io.resail.tools.benchmark.ServeBench]
// for a
/// server under load. Uses `client`, `index` and `raster`.
@NullMarked
package io.resail.tools.benchmark;

import org.jspecify.annotations.NullMarked;
