package io.resail.index;

import java.io.Closeable;
import java.io.IOException;

/// Where searches get the newest state of the index from. Any thread.
interface Views extends Closeable {
  /// Holds the newest state; the caller closes it.
  View newest() throws IOException;
}
