package io.resail.tools.dataset;

import static java.util.stream.Collectors.joining;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The files of one folder that end alike; what stands before the ending is the key by which an
/// image finds its label map.
///
/// @param folder where they lie
/// @param endings how they may end, in any case of letters; the first is the one expected
/// @param nested whether they lie one folder deeper, as Cityscapes' cities do
/// @param wanted which keys belong to the series
record FileSeries(Path folder, List<String> endings, boolean nested, Predicate<String> wanted) {
  private static final List<String> IMAGE_ENDINGS = List.of(".jpg", ".jpeg", ".png");
  private static final List<String> MAP_ENDINGS = List.of(".png");

  /// The JPEGs and PNGs of a folder.
  static FileSeries images(Path folder) {
    return new FileSeries(folder, IMAGE_ENDINGS, false, _ -> true);
  }

  /// The label or instance maps of a folder.
  static FileSeries maps(Path folder) {
    return new FileSeries(folder, MAP_ENDINGS, false, _ -> true);
  }

  /// The files of a folder of folders.
  static FileSeries nested(Path folder, String ending) {
    return new FileSeries(folder, List.of(ending), true, _ -> true);
  }

  /// Those whose key is wanted.
  FileSeries only(Predicate<String> keys) {
    return new FileSeries(folder, endings, nested, keys);
  }

  /// Whether the folder is there.
  boolean exists() {
    return Files.isDirectory(folder);
  }

  /// Whether at least one file is there.
  boolean hasFiles() {
    return !list().isEmpty();
  }

  /// The file that a key should have, with the other endings it may have.
  String expected(String key) {
    String others = String.join(" or ", endings.subList(1, endings.size()));
    return folder.resolve(key + endings.getFirst())
        + (others.isEmpty() ? "" : " (or " + others + ")");
  }

  /// The files by key; none if the folder is not there.
  ///
  /// @throws FaultException [Fault#WRONG_INPUT] if two files have one key
  SortedMap<String, Path> list() {
    SortedMap<String, Path> files = new TreeMap<>();
    if (exists()) {
      try {
        if (nested) {
          for (Path inner : entries(folder)) {
            if (Files.isDirectory(inner)) {
              add(files, inner, inner.getFileName() + "/");
            }
          }
        } else {
          add(files, folder, "");
        }
      } catch (IOException e) {
        throw new FaultException(
            Fault.WRONG_INPUT, folder + " cannot be listed: check its permissions", e);
      }
    }
    return files;
  }

  private void add(SortedMap<String, Path> files, Path from, String prefix) throws IOException {
    for (Path file : entries(from)) {
      String name = String.valueOf(file.getFileName());
      if (name.startsWith(".")) {
        continue; // what file systems and copying programs leave
      }
      for (String ending : endings) {
        if (name.length() > ending.length()
            && name.toLowerCase(Locale.ROOT).endsWith(ending.toLowerCase(Locale.ROOT))) {
          String key = prefix + name.substring(0, name.length() - ending.length());
          Path other = wanted.test(key) ? files.put(key, file) : null;
          if (other != null) {
            throw new FaultException(
                Fault.WRONG_INPUT,
                file.toString(),
                file + " and " + other + " have one name: keep the one that belongs here");
          }
          break;
        }
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      List<Path> all = new ArrayList<>();
      entries.forEach(all::add);
      return all;
    }
  }

  @Override
  public String toString() {
    return endings.stream()
        .map(ending -> folder.resolve(nested ? "*/*" + ending : "*" + ending).toString())
        .collect(joining(" or "));
  }
}
