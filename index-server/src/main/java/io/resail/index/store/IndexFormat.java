package io.resail.index.store;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.index.descriptor.DescriptorSpace;
import io.resail.raster.ClassCatalog;
import io.resail.retrieval.Snapshot;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/// What a commit promises: written into its user data, checked whenever it is opened.
///
/// @param catalog the classes of its units
/// @param generation the number of the commit, larger than that of every commit before it
/// @param snapshots the states kept under names, in the order of their names
public record IndexFormat(ClassCatalog catalog, long generation, List<Snapshot> snapshots) {
  /// The version written and read; an index of another one is refused.
  public static final int VERSION = 3;

  private static final String VERSION_KEY = "resail.format";
  private static final String SPACE_KEY = "resail.descriptor-space";
  private static final String CATALOG_KEY = "resail.catalog";
  private static final String FINGERPRINT_KEY = "resail.catalog-fingerprint";
  private static final String GENERATION_KEY = "resail.generation";
  private static final String SNAPSHOTS_KEY = "resail.snapshots";

  public IndexFormat {
    snapshots = snapshots.stream().sorted(Comparator.comparing(Snapshot::name)).toList();
  }

  /// A format without snapshots.
  public IndexFormat(ClassCatalog catalog, long generation) {
    this(catalog, generation, List.of());
  }

  /// The same for a later commit.
  public IndexFormat at(long later) {
    return new IndexFormat(catalog, later, snapshots);
  }

  /// The same with other snapshots.
  public IndexFormat with(List<Snapshot> others) {
    return new IndexFormat(catalog, generation, others);
  }

  /// The snapshot of that name.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if there is none
  public Snapshot snapshot(String name) {
    return snapshots.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.UNKNOWN,
                    name,
                    "no snapshot '"
                        + name
                        + "': there are "
                        + snapshots.stream().map(Snapshot::name).toList()));
  }

  /// The user data of the commit.
  public Map<String, String> userData() {
    Map<String, String> data = new HashMap<>();
    data.put(VERSION_KEY, Integer.toString(VERSION));
    data.put(SPACE_KEY, DescriptorSpace.NAME);
    data.put(CATALOG_KEY, CatalogText.write(catalog));
    data.put(FINGERPRINT_KEY, catalog.fingerprint());
    data.put(GENERATION_KEY, Long.toString(generation));
    data.put(SNAPSHOTS_KEY, SnapshotText.write(snapshots));
    return data;
  }

  /// Reads the newest commit of a Lucene folder.
  ///
  /// @param where the index, for the message
  /// @throws FaultException [Fault#DAMAGED] if it promises something that this program cannot keep
  static IndexFormat newest(Directory directory, String where) throws IOException {
    return read(SegmentInfos.readLatestCommit(directory).getUserData(), where);
  }

  /// Reads the user data of a commit.
  ///
  /// @param where the index, for the message
  /// @throws FaultException [Fault#DAMAGED] if it promises something that this program cannot keep
  public static IndexFormat read(Map<String, String> data, String where) {
    requireVersion(value(data, VERSION_KEY, where), where);
    String space = value(data, SPACE_KEY, where);
    if (!space.equals(DescriptorSpace.NAME)) {
      throw new FaultException(
          Fault.DAMAGED,
          where,
          "index "
              + where
              + " has descriptors of space '"
              + space
              + "', this program reads '"
              + DescriptorSpace.NAME
              + "': rebuild it from its data set");
    }
    try {
      ClassCatalog catalog = CatalogText.read(value(data, CATALOG_KEY, where));
      if (!catalog.fingerprint().equals(value(data, FINGERPRINT_KEY, where))) {
        throw new IllegalArgumentException("its catalogue does not have its fingerprint");
      }
      return new IndexFormat(
          catalog,
          Long.parseLong(value(data, GENERATION_KEY, where)),
          SnapshotText.read(value(data, SNAPSHOTS_KEY, where)));
    } catch (IllegalArgumentException e) {
      throw damaged(where, e.getMessage());
    }
  }

  /// Refuses every format version but ours.
  ///
  /// @throws FaultException [Fault#DAMAGED] naming both versions
  static void requireVersion(String stored, String where) {
    if (!stored.equals(Integer.toString(VERSION))) {
      throw new FaultException(
          Fault.DAMAGED,
          where,
          "index "
              + where
              + " has format version "
              + stored
              + ", this program reads version "
              + VERSION
              + ": use the program that wrote it, or rebuild it from its data set");
    }
  }

  private static String value(Map<String, String> data, String key, String where) {
    String value = data.get(key);
    if (value == null) {
      throw damaged(where, "its commit does not say " + key);
    }
    return value;
  }

  private static FaultException damaged(String where, String how) {
    return new FaultException(
        Fault.DAMAGED,
        where,
        "index " + where + " is damaged or no index of ours: " + how + "; rebuild or restore it");
  }
}
