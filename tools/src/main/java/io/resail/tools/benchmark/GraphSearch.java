package io.resail.tools.benchmark;

import io.resail.raster.Mask;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/// The approximate contender: Lucene's HNSW graph over the 8 x 8 counts of one class, merged to one
/// index segment, with the exact score of every candidate it gives. One thread.
final class GraphSearch implements AutoCloseable {
  private static final String CELLS = "cells";
  private static final String PLACE = "place";
  private static final int GRID = 8;

  private final PackedScan exact;
  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  /// Builds the graph.
  ///
  /// @param exact the same units, for exact scores
  /// @param masks their masks by place
  GraphSearch(Path folder, PackedScan exact, IntFunction<Mask> masks) throws IOException {
    this.exact = exact;
    this.directory = MMapDirectory.open(folder);
    IndexWriterConfig config = new IndexWriterConfig(null).setRAMBufferSizeMB(1000);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int place = 0; place < exact.size(); place++) {
        Document document = new Document();
        document.add(
            new KnnFloatVectorField(
                CELLS, cells(masks.apply(place)), VectorSimilarityFunction.EUCLIDEAN));
        document.add(new NumericDocValuesField(PLACE, place));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    this.reader = DirectoryReader.open(directory);
    this.searcher = new IndexSearcher(reader);
  }

  /// The `k` best of so many candidates.
  PackedScan.Scored[] nearest(Mask query, int boxArea, int k, int candidates) throws IOException {
    ScoreDoc[] found =
        searcher.search(new KnnFloatVectorQuery(CELLS, cells(query), candidates), candidates)
            .scoreDocs;
    MemorySegment bytes = MemorySegment.ofArray(query.toWords());
    PackedScan.Scored[] scored = new PackedScan.Scored[found.length];
    for (int i = 0; i < found.length; i++) {
      LeafReaderContext leaf =
          reader.leaves().get(ReaderUtil.subIndex(found[i].doc, reader.leaves()));
      NumericDocValues places = DocValues.getNumeric(leaf.reader(), PLACE);
      places.advanceExact(found[i].doc - leaf.docBase);
      int place = (int) places.longValue();
      scored[i] = new PackedScan.Scored(place, exact.score(place, query, bytes, boxArea));
    }
    Arrays.sort(scored, Comparator.comparingDouble(PackedScan.Scored::score));
    return Arrays.copyOf(scored, Math.min(k, scored.length));
  }

  private static float[] cells(Mask square) {
    float[] cells = new float[GRID * GRID];
    for (int y = 0; y < square.height(); y++) {
      for (int x = 0; x < square.width(); x++) {
        if (square.has(x, y)) {
          cells[y * GRID / square.height() * GRID + x * GRID / square.width()]++;
        }
      }
    }
    return cells;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
