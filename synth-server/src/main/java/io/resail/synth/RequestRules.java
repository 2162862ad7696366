package io.resail.synth;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.raster.ClassCatalog;
import io.resail.raster.LabelMap;
import io.resail.synthesis.ModelDescription;
import io.resail.synthesis.OutputSize;
import io.resail.synthesis.SynthesisRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a request must keep, all of it checked before any work. Immutable, any thread.
final class RequestRules {
  private final SynthesisSettings settings;
  private final ServedModels models;

  RequestRules(SynthesisSettings settings, ServedModels models) {
    this.settings = settings;
    this.models = models;
  }

  /// The request as a task.
  ///
  /// @param catalog the classes that units are in
  /// @throws FaultException [Fault#WRONG_INPUT] naming the field, [Fault#UNKNOWN] naming the model,
  ///     [Fault#DAMAGED] if the model was made for other classes
  Task check(SynthesisRequest request, ClassCatalog catalog) {
    Optional<Model> model = model(request);
    requireCatalog(request, catalog);
    requireMap(request.map(), catalog);
    requireVariants(request);
    OutputSize size =
        request
            .size()
            .or(() -> model.map(m -> m.description().size()))
            .orElse(new OutputSize(request.map().width(), request.map().height()));
    if (request.guidanceOnly()) {
      requirePixels("size", size.width(), size.height(), settings.mostMapPixels());
    } else {
      requirePixels("size", size.width(), size.height(), settings.mostPaintedPixels());
      model.ifPresent(m -> requirePaintable(m, catalog, size));
    }
    requireGuidance(request, size);
    String id = request.requestId().isEmpty() ? UUID.randomUUID().toString() : request.requestId();
    return new Task(id, request, catalog, model, size);
  }

  private Optional<Model> model(SynthesisRequest request) {
    String name = request.model();
    Optional<Model> model = name.isEmpty() ? models.usual() : models.find(name);
    if (model.isEmpty() && !(name.isEmpty() && request.guidanceOnly())) {
      List<String> loaded = models.names();
      throw new FaultException(
          Fault.UNKNOWN,
          name.isEmpty() ? "model" : name,
          (name.isEmpty() ? "no default model" : "no model '" + name + "'")
              + ": this server has "
              + (loaded.isEmpty() ? "none; ask for guidance only" : loaded));
    }
    return model;
  }

  private static void requireCatalog(SynthesisRequest request, ClassCatalog catalog) {
    request
        .catalogFingerprint()
        .filter(meant -> !meant.equals(catalog.fingerprint()))
        .ifPresent(
            meant -> {
              throw wrong(
                  "catalog_fingerprint",
                  "catalogue "
                      + meant
                      + ": this server has "
                      + catalog
                      + " with "
                      + catalog.fingerprint()
                      + "; ask a server of yours, or leave the fingerprint out");
            });
  }

  private void requireMap(LabelMap map, ClassCatalog catalog) {
    requirePixels("map", map.width(), map.height(), settings.mostMapPixels());
    catalog.require(map);
    if (Arrays.stream(map.toLabels()).allMatch(label -> catalog.ignoredLabels().contains(label))) {
      throw wrong(
          "map",
          map
              + " holds ignored values "
              + catalog.ignoredLabels()
              + " only: need at least one pixel of a class");
    }
  }

  private void requireVariants(SynthesisRequest request) {
    int most =
        request.guidanceOnly()
            ? settings.mostVariants()
            : Math.min(settings.mostVariants(), settings.batches().queueLength());
    if (request.variants().size() > most) {
      throw wrong(
          "variants",
          request.variants().size() + " variants: this server makes at most " + most + " at once");
    }
  }

  private static void requirePaintable(Model model, ClassCatalog catalog, OutputSize size) {
    ModelDescription description = model.description();
    if (!description.catalogFingerprint().equals(catalog.fingerprint())
        || description.channels() != catalog.channels()) {
      throw new FaultException(
          Fault.DAMAGED,
          description.name(),
          "model '"
              + description.name()
              + "' was made for catalogue "
              + description.catalogFingerprint()
              + " of "
              + description.channels()
              + " channels, the index holds "
              + catalog.fingerprint()
              + " of "
              + catalog.channels()
              + ": serve a model and an index of one data set");
    }
    model.painter().require(size);
  }

  private static void requireGuidance(SynthesisRequest request, OutputSize size) {
    request
        .guidance()
        .ifPresent(
            image -> {
              if (image.width() != size.width() || image.height() != size.height()) {
                throw wrong(
                    "guidance_png",
                    "guidance of "
                        + image.width()
                        + " x "
                        + image.height()
                        + " for images of "
                        + size
                        + " pixels: need the same size");
              }
              if (request.variants().size() > 1) {
                throw wrong(
                    "variants",
                    request.variants().size()
                        + " variants of given guidance, which leaves nothing to choose: need 1");
              }
            });
  }

  private static void requirePixels(String field, int width, int height, int most) {
    if ((long) width * height > most) {
      throw wrong(field, field + " of " + width + " x " + height + " pixels: need at most " + most);
    }
  }

  private static FaultException wrong(String field, String message) {
    return new FaultException(Fault.WRONG_INPUT, field, message);
  }
}
