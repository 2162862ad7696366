/// How a server takes calls: admits or refuses them before they are read, works on each on a thread
/// of its own, answers no faster than is read, and ends each with what became of it.
///
/// Enter by [io.resail.calls.Admission] and [io.resail.calls.Calls]. Uses `fault` and `wire`.
@NullMarked
package io.resail.calls;

import org.jspecify.annotations.NullMarked;
