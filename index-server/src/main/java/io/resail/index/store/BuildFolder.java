package io.resail.index.store;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.IOUtils;

/// An index being built in a folder beside the one it is for. Any thread may add.
public final class BuildFolder implements AutoCloseable {
  private static final String RECIPE = "resail.build.recipe";

  private final IndexFolder target;
  private final IndexFolder building;
  private final List<Lock> locks;
  private final UnitWriter writer;
  private final DoneImages images;
  private final String recipe;
  private final int imagesPerCommit;
  // Adding holds the read lock, committing the write lock: no commit has half an image.
  private final ReadWriteLock whole = new ReentrantReadWriteLock();
  private final AtomicInteger sinceCommit = new AtomicInteger();
  private volatile boolean failed;
  private boolean ended;

  private BuildFolder(
      IndexFolder target,
      List<Lock> locks,
      UnitWriter writer,
      DoneImages images,
      String recipe,
      int imagesPerCommit) {
    this.target = target;
    this.building = target.building();
    this.locks = locks;
    this.writer = writer;
    this.images = images;
    this.recipe = recipe;
    this.imagesPerCommit = imagesPerCommit;
  }

  /// Begins a build, or resumes one of the same catalogue and recipe.
  ///
  /// @param target where the index will lie
  /// @throws FaultException [Fault#BUSY] if it is being written, [Fault#WRONG_INPUT] if something
  ///     else lies there, or an index that holds snapshots
  public static BuildFolder open(
      IndexFolder target,
      ClassCatalog catalog,
      String recipe,
      int bufferMegabytes,
      int imagesPerCommit)
      throws IOException {
    IndexFolder building = target.building();
    requireIndexOrNothing(target);
    Files.createDirectories(building.root());
    List<Lock> locks = new ArrayList<>();
    try {
      locks.add(building.lock());
      if (target.findCurrent().isPresent()) {
        locks.add(target.lock());
        target.requireNoSnapshots();
      }
      Optional<Path> begun = begun(target, building);
      UnitWriter writer;
      DoneImages images;
      if (begun.isPresent() && isResumable(building, begun.get(), catalog, recipe)) {
        Directory directory = target.disk().open(begun.get());
        images = DoneImages.in(directory);
        writer = UnitWriter.open(directory, bufferMegabytes);
      } else {
        for (Path stale : building.unitFolders()) {
          IndexFolder.deleteTree(stale);
        }
        Path units = building.nextUnits();
        images = new DoneImages();
        writer =
            UnitWriter.create(
                target.disk().open(units),
                new IndexFormat(catalog, generation(target) + 1),
                bufferMegabytes);
        building.use(units);
      }
      return new BuildFolder(target, locks, writer, images, recipe, imagesPerCommit);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(locks);
      throw e;
    }
  }

  private static void requireIndexOrNothing(IndexFolder target) throws IOException {
    if (!Files.exists(target.root()) || target.findCurrent().isPresent()) {
      return;
    }
    boolean empty = false;
    if (Files.isDirectory(target.root())) {
      try (Stream<Path> all = Files.list(target.root())) {
        empty = all.findAny().isEmpty();
      }
    }
    if (!empty) {
      throw new FaultException(
          Fault.WRONG_INPUT,
          target.root() + " holds something that is no index: name a new or empty folder");
    }
  }

  /// The Lucene folder of a build that was begun, if there is one. One that was killed while it was
  /// put into place is taken back from there.
  private static Optional<Path> begun(IndexFolder target, IndexFolder building) throws IOException {
    Optional<Path> inUse = target.findCurrent();
    if (inUse.isPresent()) {
      for (Path stray : target.unitFolders()) {
        if (!stray.equals(inUse.get())) {
          Path back = building.nextUnits();
          Files.move(stray, back, StandardCopyOption.ATOMIC_MOVE);
          building.use(back);
        }
      }
    }
    return building.findCurrent().filter(Files::isDirectory);
  }

  private static boolean isResumable(
      IndexFolder building, Path units, ClassCatalog catalog, String recipe) throws IOException {
    try (Directory directory = building.disk().open(units)) {
      Map<String, String> data = SegmentInfos.readLatestCommit(directory).getUserData();
      return IndexFormat.read(data, units.toString()).catalog().equals(catalog)
          && recipe.equals(data.get(RECIPE));
    } catch (IndexNotFoundException e) {
      return false;
    }
  }

  /// The number of the last commit of an index, 0 if there is none.
  private static long generation(IndexFolder folder) throws IOException {
    return folder.newest().map(IndexFormat::generation).orElse(0L);
  }

  /// Whether the build has the image.
  public boolean has(String image) {
    return images.has(image);
  }

  /// Adds all units of an image.
  ///
  /// @param image what their ids begin with, before the `#`
  /// @return false if the build had the image
  public boolean add(String image, List<Document> units) throws IOException {
    whole.readLock().lock();
    try {
      if (!images.add(image, !units.isEmpty())) {
        return false;
      }
      for (Document unit : units) {
        writer.add(unit);
      }
    } catch (IOException | RuntimeException e) {
      // Half an image may have been added: nothing since the last commit is to be kept.
      failed = true;
      throw e;
    } finally {
      whole.readLock().unlock();
    }
    if (sinceCommit.incrementAndGet() >= imagesPerCommit) {
      commit();
    }
    return true;
  }

  private void commit() throws IOException {
    whole.writeLock().lock();
    try {
      sinceCommit.set(0);
      Map<String, String> notes = new HashMap<>(images.notes());
      notes.put(RECIPE, recipe);
      writer.commit(writer.format().generation() + 1, notes);
    } finally {
      whole.writeLock().unlock();
    }
  }

  /// Puts the index into place and ends the build.
  ///
  /// @param mostSegments index segments that it is merged down to
  public void finish(int mostSegments) throws IOException {
    whole.writeLock().lock();
    try {
      writer.merge(mostSegments);
      long generation = Math.max(writer.format().generation(), generation(target)) + 1;
      writer.commit(generation, Map.of(RECIPE, recipe));
      ended = true;
      writer.close();
      putIntoPlace();
    } finally {
      whole.writeLock().unlock();
    }
  }

  private void putIntoPlace() throws IOException {
    Path units = building.current();
    IndexFolder.sync(units);
    if (target.findCurrent().isPresent()) {
      Path moved = target.nextUnits();
      Files.move(units, moved, StandardCopyOption.ATOMIC_MOVE);
      IndexFolder.sync(target.root());
      target.use(moved);
      target.deleteOthers();
      IOUtils.close(locks);
      IndexFolder.deleteTree(building.root());
    } else {
      IOUtils.close(locks);
      Files.move(building.root(), target.root(), StandardCopyOption.ATOMIC_MOVE);
    }
    IndexFolder.sync(target.root().getParent());
  }

  @Override
  public void close() throws IOException {
    whole.writeLock().lock();
    try {
      if (!ended) {
        ended = true;
        if (!failed && sinceCommit.get() > 0) {
          commit();
        }
        writer.close();
      }
    } finally {
      IOUtils.close(locks);
      whole.writeLock().unlock();
    }
  }
}
