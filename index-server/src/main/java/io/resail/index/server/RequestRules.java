package io.resail.index.server;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.PutUnitsRequest;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.UnitFilter;
import io.resail.raster.ClassCatalog;
import java.util.List;

/// What a request must keep, asked before anything of it is decoded. Immutable, any thread.
final class RequestRules {
  private final RequestLimits limits;
  private final ClassCatalog catalog;

  RequestRules(RequestLimits limits, ClassCatalog catalog) {
    this.limits = limits;
    this.catalog = catalog;
  }

  /// Refuses a question in other classes, or of too much.
  RetrieveRequest require(RetrieveRequest request) {
    requireCatalog(request.getCatalogFingerprint());
    requireAtMost("masks.segments", request.getMasks().getSegmentsCount(), limits.mostMasks());
    requireAtMost("matches", request.getMatches(), limits.mostMatches());
    UnitFilter filter = request.getFilter();
    names("filter.excluded_sources", filter.getExcludedSourcesList());
    names("filter.excluded_units", filter.getExcludedUnitsList());
    names("filter.splits", filter.getSplitsList());
    names("filter.licences", filter.getLicencesList());
    names("filter.tags", filter.getTagsList());
    return request;
  }

  /// Refuses units of other classes, or too many of them.
  PutUnitsRequest require(PutUnitsRequest request) {
    requireCatalog(request.getCatalogFingerprint());
    requireAtMost("units", request.getSerializedSize(), limits.putBatchBytes());
    return request;
  }

  /// Refuses a list of too many names, and hands it on.
  List<String> names(String field, List<String> names) {
    requireAtMost(field, names.size(), limits.mostNames());
    return names;
  }

  private void requireCatalog(String fingerprint) {
    if (!fingerprint.isEmpty() && !fingerprint.equals(catalog.fingerprint())) {
      throw wrong(
          "catalog_fingerprint",
          "catalogue "
              + fingerprint
              + ": this server has "
              + catalog
              + " with "
              + catalog.fingerprint()
              + "; ask a server of yours, or leave the fingerprint out");
    }
  }

  private static void requireAtMost(String field, int number, int most) {
    if (number > most) {
      String what = field.equals("units") ? " bytes" : "";
      throw wrong(field, field + " of " + number + what + ": this server takes at most " + most);
    }
  }

  private static FaultException wrong(String field, String message) {
    return new FaultException(Fault.WRONG_INPUT, field, message);
  }
}
