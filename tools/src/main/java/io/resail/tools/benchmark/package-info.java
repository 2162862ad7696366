/// How fast is it, and is that measured on its own answers?
///
/// Enter by [io.resail.tools.benchmark.RetrievalBench], [io.resail.tools.benchmark.ServeBench] for
/// a server under load, [io.resail.tools.benchmark.GeneratorBench] for the painter, and
/// [io.resail.tools.benchmark.PixelBench]. Uses `client`, `index`, `synth` and `raster`.
@NullMarked
package io.resail.tools.benchmark;

import org.jspecify.annotations.NullMarked;
