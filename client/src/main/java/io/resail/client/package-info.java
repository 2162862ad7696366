/// The contract over the wire: a retriever, a unit store and a synthesizer that live elsewhere.
///
/// Enter by [io.resail.client.Connection]. Uses `wire` and the contract's interfaces.
@NullMarked
package io.resail.client;

import org.jspecify.annotations.NullMarked;
