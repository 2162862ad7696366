/// Contract values to protobuf messages and back; faults and patience to gRPC's statuses and
/// deadlines and back.
///
/// Enter by the codec of the package you carry. Generated messages are read only here, in the
/// service classes and in the client. Uses `fault`, `raster`, `retrieval`, `synthesis`.
@NullMarked
package io.resail.wire;

import org.jspecify.annotations.NullMarked;
