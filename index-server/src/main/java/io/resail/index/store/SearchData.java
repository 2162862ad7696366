package io.resail.index.store;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.util.StringHelper;

/// Compares all that a search may read with its checksums, once for each index segment. Any thread.
///
/// Pixels are left out: they are most of the bytes, and each unit has a checksum of its own
/// ([UnitSeal]), which is compared when the unit is fetched.
public final class SearchData {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Boolean> checked =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// Checks the index segments that were not checked before.
  ///
  /// @return the reader
  /// @throws IOException naming the first file in which a byte is not as it was written
  public synchronized DirectoryReader check(DirectoryReader reader) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      if (leaf.reader() instanceof SegmentReader segment) {
        SegmentInfo info = segment.getSegmentInfo().info;
        String key = info.name + " " + StringHelper.idToString(info.getId());
        if (!checked.containsKey(key)) {
          for (String file : info.files()) {
            if (!PixelFormat.isPixels(file)) {
              Checksums.check(info.dir, file);
            }
          }
          checked.put(key, true);
        }
      }
    }
    return reader;
  }
}
