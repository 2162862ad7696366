/// What the tests of every module share: seeded randomness, random values that are valid, what a
/// retriever must do and one that does it plainly, what a synthesizer must do, and the direction of
/// packages.
///
/// Enter by [io.resail.testing.Seeds], [io.resail.testing.RetrieverContract],
/// [io.resail.testing.SynthesizerContract] and [io.resail.testing.OneWay]. Uses the contract.
@NullMarked
package io.resail.testing;

import org.jspecify.annotations.NullMarked;
