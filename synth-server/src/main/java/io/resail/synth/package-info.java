/// From a label map to an image: retrieve, assemble, paint.
///
/// Enter by [io.resail.synth.ResailSynthesizer] over [io.resail.synth.ServedModels], which may come
/// and go. Uses `guidance`, `batching` and `engine`, and any
/// [io.resail.retrieval.Retriever].
@NullMarked
package io.resail.synth;

import org.jspecify.annotations.NullMarked;
