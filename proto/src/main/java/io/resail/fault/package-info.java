/// What went wrong, sorted by whose move is next.
///
/// Enter by [io.resail.fault.FaultException]. Uses nothing.
@NullMarked
package io.resail.fault;

import org.jspecify.annotations.NullMarked;
