package io.resail.index.store;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentReader;

/// How much a state of an index takes on disk.
///
/// @param searchBytes all that a search may read
/// @param pixelBytes the units' pixels
public record UnitFiles(long searchBytes, long pixelBytes) {
  /// The sizes of the files of a reader's index segments.
  public static UnitFiles of(IndexReader reader) throws IOException {
    long search = 0;
    long pixels = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      if (leaf.reader() instanceof SegmentReader segment) {
        SegmentCommitInfo info = segment.getSegmentInfo();
        for (String file : info.files()) {
          long length = segment.directory().fileLength(file);
          if (file.contains(PixelFormat.NAME)) {
            pixels += length;
          } else {
            search += length;
          }
        }
      }
    }
    return new UnitFiles(search, pixels);
  }
}
