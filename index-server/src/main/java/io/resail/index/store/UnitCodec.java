package io.resail.index.store;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldDocValuesFormat;

/// How Lucene stores units: as always, but with pixels in files of their own, which no search
/// reads.
///
/// Lucene finds it by its name in `META-INF/services`; immutable, any thread.
public final class UnitCodec extends FilterCodec {
  private static final DocValuesFormat PIXELS = new PixelFormat();
  private static final DocValuesFormat SHAPES = new ShapeFormat();

  private final DocValuesFormat perField;

  /// For Lucene, which looks codecs up by name.
  public UnitCodec() {
    super("Resail1", new Lucene104Codec());
    Codec lucene = delegate;
    perField =
        new PerFieldDocValuesFormat() {
          @Override
          public DocValuesFormat getDocValuesFormatForField(String field) {
            return switch (field) {
              case UnitFields.PIXELS -> PIXELS;
              case UnitFields.DESCRIPTOR, UnitFields.SQUARE -> SHAPES;
              default -> ((Lucene104Codec) lucene).getDocValuesFormatForField(field);
            };
          }
        };
  }

  @Override
  public DocValuesFormat docValuesFormat() {
    return perField;
  }
}
