/// What the tests of every module share: seeded randomness and random values that are valid.
///
/// Enter by [io.resail.testing.Seeds]. Uses `raster`.
@NullMarked
package io.resail.testing;

import org.jspecify.annotations.NullMarked;
