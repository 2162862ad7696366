package io.resail.index;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.Box;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;

/// By how much a query's boxes are scaled before they are compared (spec 3.2).
///
/// @param nativePixels pixels of the map at native resolution
/// @param mapPixels pixels of the map that was sent
record NativeScale(long nativePixels, long mapPixels) {
  private static final NativeScale NONE = new NativeScale(1, 1);

  /// More than any image has; keeps products within 63 bits.
  private static final long MOST_PIXELS = 1L << 31;

  static NativeScale of(RetrievalRequest request) {
    if (request.nativePixels() > MOST_PIXELS) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          "native_pixels",
          request.nativePixels() + " native pixels: at most " + MOST_PIXELS);
    }
    return switch (request.query()) {
      case Query.WholeMap(var map) when request.nativePixels() > 0 ->
          new NativeScale(request.nativePixels(), (long) map.width() * map.height());
      case Query.WholeMap _, Query.Masks _ -> NONE;
    };
  }

  /// The box's area at native resolution, rounded half up, at least 1.
  long boxArea(Box box) {
    return Math.max(1, (2 * box.area() * nativePixels + mapPixels) / (2 * mapPixels));
  }
}
