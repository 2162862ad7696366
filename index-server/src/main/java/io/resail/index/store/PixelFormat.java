package io.resail.index.store;

import java.io.IOException;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.codecs.lucene90.Lucene90DocValuesFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Lucene's own doc values under another name, by which the files of pixels are told from the rest.
///
/// Lucene finds it by its name in `META-INF/services`; immutable, any thread.
public final class PixelFormat extends DocValuesFormat {
  static final String NAME = "ResailPixels";

  private final DocValuesFormat lucene = new Lucene90DocValuesFormat();

  /// For Lucene, which looks formats up by name.
  public PixelFormat() {
    super(NAME);
  }

  /// Whether that is the data file of pixels, which only fetching reads.
  static boolean isPixels(String file) {
    return file.contains(NAME) && file.endsWith(".dvd");
  }

  @Override
  public DocValuesConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
    return lucene.fieldsConsumer(state);
  }

  @Override
  public DocValuesProducer fieldsProducer(SegmentReadState state) throws IOException {
    return lucene.fieldsProducer(state);
  }
}
