/// Groups what many callers want done into batches for one worker; a full queue refuses.
///
/// Enter by [io.resail.synth.batching.Batcher]. Uses `fault`; knows nothing of what is batched.
@NullMarked
package io.resail.synth.batching;

import org.jspecify.annotations.NullMarked;
