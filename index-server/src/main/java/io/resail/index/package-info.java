/// Open, build, search and change an index.
///
/// Enter by [io.resail.index.UnitIndex] and [io.resail.index.UnitIndexBuilder]. Uses every package
/// below it; the servers and tools use this one.
@NullMarked
package io.resail.index;

import org.jspecify.annotations.NullMarked;
